// The kinds of rules that the watch knows, as a form asks for them and as they stand in its TOML file (docs/watch.md).

export type RuleField = { name: string; label: string; kind: 'text' | 'number' | 'type'; hint?: string; needed?: boolean };
export type RuleKind = { kind: string; label: string; fields: RuleField[] };

const kWho = 'a name, a key or three letters: RUS';

export const kRuleKinds: RuleKind[] = [
  { kind: 'actor', label: 'an actor does something or something is done to it', fields: [{ name: 'actor', label: 'Actor', kind: 'text', hint: kWho, needed: true }, { name: 'type', label: 'Type', kind: 'type' }] },
  { kind: 'pair', label: 'something happens between two', fields: [{ name: 'a', label: 'One', kind: 'text', hint: kWho, needed: true }, { name: 'b', label: 'The other', kind: 'text', hint: kWho, needed: true }, { name: 'type', label: 'Type', kind: 'type' }] },
  { kind: 'bloc', label: 'a bloc or a member of it', fields: [{ name: 'bloc', label: 'Bloc', kind: 'text', hint: 'body:NATO', needed: true }, { name: 'type', label: 'Type', kind: 'type' }] },
  { kind: 'place', label: 'an event near a place', fields: [{ name: 'latitude', label: 'Latitude', kind: 'number', needed: true }, { name: 'longitude', label: 'Longitude', kind: 'number', needed: true }, { name: 'radius', label: 'Kilometres', kind: 'number', hint: '50' }] },
  { kind: 'type', label: 'a type of event', fields: [{ name: 'type', label: 'Type', kind: 'type', needed: true }] },
  { kind: 'tension', label: 'tension above a level or rising', fields: [{ name: 'a', label: 'One', kind: 'text', hint: kWho, needed: true }, { name: 'b', label: 'The other', kind: 'text', hint: kWho, needed: true }, { name: 'above', label: 'Above', kind: 'number' }, { name: 'rise', label: 'Or up in a week by', kind: 'number' }] },
  { kind: 'commitment-due', label: 'a commitment is due', fields: [{ name: 'by', label: 'By', kind: 'text', hint: kWho }, { name: 'days', label: 'Days before', kind: 'number' }] },
  { kind: 'announced-missing', label: 'an announced event did not come', fields: [{ name: 'actor', label: 'Actor', kind: 'text', hint: kWho }] },
  { kind: 'contradiction', label: 'reports of a story contradict each other', fields: [{ name: 'actor', label: 'Actor', kind: 'text', hint: kWho }] },
];

function tomlString(text: string): string {
  return '"' + text.replace(/["\\]/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, ' ') + '"';
}

// A rule as it is appended to the file.
export function asToml(kind: RuleKind, name: string, values: Record<string, string>): string {
  const lines = ['[[rule]]', `name = ${tomlString(name)}`, `kind = ${tomlString(kind.kind)}`];
  for (const field of kind.fields) {
    const value = values[field.name]?.trim();
    if (value) lines.push(`${field.name} = ${field.kind === 'number' ? String(Number(value)) : tomlString(value)}`);
  }
  return lines.join('\n') + '\n';
}
