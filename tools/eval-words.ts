/**
 * Measures the reading of embargoes and kills in words with the set of tests/core/article/words/eval:
 * npm run eval:words -- [--errors tune|blind]
 *
 *   --errors tune|test|blind  the lines of one part that are read wrongly; to look at those of test spoils it
 */
import { parseArgs } from 'node:util';
import { faultOf, figuresOf } from './eval-words/score.ts';
import { readLines, SPLITS, splitOf } from './eval-words/set.ts';

const { errors } = parseArgs({ options: { errors: { type: 'string' } } }).values;
if (errors !== undefined && !SPLITS.some((split) => split === errors)) {
  console.error('usage: npm run eval:words -- [--errors tune|test|blind]');
  process.exit(2);
}

const lines = readLines();
for (const line of lines) {
  const fault = splitOf(line) === errors ? faultOf(line) : '';
  if (fault !== '') console.log(`${line.id} ${line.lang} ${line.slot} "${line.text}": ${fault}`);
}
const share = (part: number, whole: number): string => (whole === 0 ? '-' : (part / whole).toFixed(3));
for (const split of SPLITS) {
  const { imperatives, recognised, times, timesRight, news, falseAlarms, liftedWrong } = figuresOf(
    lines.filter((line) => splitOf(line) === split),
  );
  console.log(
    `${split}: ${recognised} of ${imperatives} imperatives (${share(recognised, imperatives)}), ` +
      `${timesRight} of ${times} times (${share(timesRight, times)}), ` +
      `${falseAlarms} of ${news} news lines held or killed, ${liftedWrong} ends of embargoes wrong`,
  );
}
