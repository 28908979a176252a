// The rules of the watch, as a form asks for them and as they stand in its TOML file (docs/watch.md).

export type RuleField = { name: string; label: string; kind: 'text' | 'number' | 'type' | 'truth' | 'place'; hint?: string; needed?: boolean };
// `toml` says how the fields are written where that is not one key each.
export type RuleForm = { id: string; label: string; kind: 'event' | 'tension' | 'due' | 'missed' | 'contradiction'; fields: RuleField[]; toml?: (values: Record<string, string>) => string[] };

const kWho = 'a name, a key or three letters: RUS';
const kType: RuleField = { name: 'type', label: 'Type', kind: 'type' };
const kSources: RuleField = { name: 'sources', label: 'Told by so many independent sources', kind: 'number', hint: '1' };
const kPair: RuleField[] = [{ name: 'one', label: 'One', kind: 'text', hint: kWho, needed: true }, { name: 'other', label: 'The other', kind: 'text', hint: kWho, needed: true }];
const kActor: RuleField = { name: 'actor', label: 'Actor', kind: 'text', hint: kWho };

function tomlString(text: string): string {
  return '"' + text.trim().replace(/["\\]/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, ' ') + '"';
}

const pair = (values: Record<string, string>) => [`pair = [${tomlString(values.one)}, ${tomlString(values.other)}]`];

export const kRuleForms: RuleForm[] = [
  { id: 'actor', label: 'an actor does something or something is done to it', kind: 'event', fields: [{ ...kActor, needed: true }, kType, kSources] },
  { id: 'pair', label: 'something happens between two', kind: 'event', fields: [...kPair, kType, kSources], toml: pair },
  { id: 'bloc', label: 'a bloc or a member of it does or suffers something', kind: 'event', fields: [{ name: 'bloc', label: 'Bloc', kind: 'text', hint: 'body:NATO', needed: true }, kType, kSources] },
  {
    id: 'place', label: 'something happens near a place', kind: 'event',
    // A place is looked up and gives the coordinates; the file has those alone.
    fields: [{ name: 'place', label: 'Place, as reports name it', kind: 'place', hint: 'Banjska' }, { name: 'latitude', label: 'Latitude', kind: 'number', needed: true }, { name: 'longitude', label: 'Longitude', kind: 'number', needed: true }, { name: 'radius', label: 'Within kilometres', kind: 'number', hint: '50' }, kType],
    toml: (values) => [`near = [${Number(values.latitude)}, ${Number(values.longitude)}]`],
  },
  { id: 'type', label: 'an event is of a type', kind: 'event', fields: [{ ...kType, needed: true }, kSources] },
  { id: 'tension', label: 'tension is above a level or rises', kind: 'tension', fields: [...kPair, { name: 'above', label: 'Above', kind: 'number' }, { name: 'rising', label: 'Rising', kind: 'truth' }], toml: pair },
  { id: 'due', label: 'a commitment is due', kind: 'due', fields: [kActor, { name: 'days', label: 'So many days before', kind: 'number', hint: '7' }] },
  { id: 'missed', label: 'an announced event did not come', kind: 'missed', fields: [kActor] },
  { id: 'contradiction', label: 'the reports of a story contradict each other', kind: 'contradiction', fields: [kActor] },
];

// A rule as it is appended to the file; fields that stay empty are left out.
export function asToml(form: RuleForm, name: string, values: Record<string, string>): string {
  const lines = ['[[rule]]', `name = ${tomlString(name)}`, ...(form.kind === 'event' ? [] : [`kind = "${form.kind}"`]), ...(form.toml?.(values) ?? [])];
  for (const field of form.fields) {
    const value = values[field.name]?.trim();
    if (!value || field.kind === 'place' || (form.toml && /^(one|other|latitude|longitude)$/.test(field.name))) continue;
    if (field.kind === 'number') lines.push(`${field.name} = ${Number(value)}`);
    else lines.push(`${field.name} = ${field.kind === 'truth' ? 'true' : tomlString(value)}`);
  }
  return lines.join('\n') + '\n';
}

// The file without its nth rule: from its heading to the next. Lines that only look like headings stand in texts of several lines.
export function withoutRule(toml: string, nth: number): string {
  const lines = toml.split('\n');
  let inText = false;
  const heads: number[] = [];
  lines.forEach((line, i) => {
    if (!inText && /^\s*\[/.test(line)) heads.push(i);
    if (((line.match(/"""|'''/g) ?? []).length) % 2) inText = !inText;
  });
  const rules = heads.filter((at) => /^\s*\[\[\s*rule\s*\]\]/.test(lines[at]));
  if (nth < 0 || nth >= rules.length) return toml;
  const next = heads.find((at) => at > rules[nth]) ?? lines.length;
  // What is said right above the next heading belongs to that.
  let end = next;
  while (end > rules[nth] + 1 && next < lines.length && /^\s*#/.test(lines[end - 1])) end -= 1;
  return [...lines.slice(0, rules[nth]), ...lines.slice(end)].join('\n').replace(/\n{3,}/g, '\n\n');
}
