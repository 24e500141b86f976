/** Why a verdict was given, in words and figures for people: on the record, and shown by `wire status`. */
import type { Fingerprint, Printed } from './fingerprint.ts';
import { holds, type Sample } from './sample.ts';
import type { Decision, Rule } from './verdict.ts';

/** What each rule means, for a newsroom. */
export const RULES: Readonly<Record<Rule, string>> = {
  'same-text': 'The same text, apart from what is printed around it: nobody needs both.',
  'headline-differs': 'The same text under a headline that says something else: a correction, or withdrawn.',
  'further-take':
    'A further take of the same agency, told by its slug or headline, its version words and the text that is left.',
  revised: 'The same text, sent as an update, a lead or a correction.',
  'same-text-another-day':
    'The same text with the same figures from the same agency, but on another day: it may be news that nothing changed.',
  'longer-or-shorter': 'A longer or shorter version of the same text.',
  edited: 'The same text with edited sentences.',
  damaged: 'The same text with errors in every sentence, as from paper or a bad line.',
  'numbers-differ': 'The same text, but numbers differ: a correction, an update or another edition.',
  'names-differ': 'The same text, but names differ.',
  'other-text': 'Too little of the text is the same.',
  'short-in-long': 'A passage of the longer text is on the same matter.',
  'other-names-or-numbers':
    'Fewer names or numbers are kept than words: another report in the same words, or from the same template.',
  'filled-anew':
    'Between the same words stand other figures or names: another report in the same form, or of another day.',
  'figures-of-another-day':
    'A day later or more in the same words with other figures: the report of another day.',
  'other-day': 'The leads name different days, and not all numbers are the same.',
  'days-apart': 'Alike, but not enough for texts that came so far apart.',
  'too-old': 'The texts are too far apart in time.',
};

const LISTED = 8;

/** @param labels numbers and names of the own text, as written */
export function evidenceOf(
  { rule, comparison }: Decision,
  own: Fingerprint,
  other: Fingerprint,
  labels: Printed['labels'],
): Record<string, unknown> {
  const { numbers, names } = comparison;
  const newNumbers = onlyIn(own.numbers, other, labels.numbers);
  const newNames = onlyIn(own.names, other, labels.names);
  return {
    rule,
    why: RULES[rule],
    sharedNumbers: numbers.shared,
    sharedNames: names.shared,
    ...(newNumbers.length === 0 ? {} : { newNumbers }),
    ...(newNames.length === 0 ? {} : { newNames }),
  };
}

/** What the own text says and the other one does not, in the order of the text. */
function onlyIn(sample: Sample, other: Fingerprint, labels: ReadonlyMap<number, string>): string[] {
  const known = [other.numbers, other.names, other.words];
  return [...labels]
    .filter(([hash]) => holds(sample, hash) && !known.some((set) => holds(set, hash) || hash >= set.theta))
    .slice(0, LISTED)
    .map(([, label]) => label);
}
