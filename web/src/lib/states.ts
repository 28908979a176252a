// How announcements and commitments stand, in words and colours.
import type { Announced, Commitment } from './types';

export const kAnnounced: Record<Announced['state'], { label: string; tone: string; means: string }> = {
  ahead: { label: 'ahead', tone: '', means: 'its day has not come' },
  'took-place': { label: 'took place', tone: 'cooperation', means: 'a later report tells it' },
  'called-off': { label: 'called off', tone: 'conflict', means: 'a later report denies it' },
  silent: { label: 'not mentioned again', tone: 'doubt', means: 'later reports do not mention it' },
  unknown: { label: 'not known', tone: '', means: 'no later report is here' },
};

// What a commitment is called in its article's record.
export const commitmentItem = (item: Commitment) => 'c' + item.commitment.replace(/\D/g, '');

export function commitmentState(item: Commitment): { label: string; tone: string } {
  if (item.state === 'kept') return { label: 'kept', tone: 'cooperation' };
  if (item.state === 'broken') return { label: 'broken', tone: 'conflict' };
  return item.overdue ? { label: 'overdue', tone: 'doubt' } : { label: 'open', tone: '' };
}
