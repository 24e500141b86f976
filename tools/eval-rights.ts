/**
 * Measures the reading of restrictions in words with the set of tests/core/rights/eval:
 * npm run eval:rights -- [--errors tune]
 *
 *   --errors tune|test  the lines of one half that are read wrongly; to look at those of test spoils it
 */
import { parseArgs } from 'node:util';
import { faultOf, figuresOf, readLines, SPLITS, splitOf } from './eval-rights/set.ts';

const { errors } = parseArgs({ options: { errors: { type: 'string' } } }).values;
if (errors !== undefined && !SPLITS.some((split) => split === errors)) {
  console.error('usage: npm run eval:rights -- [--errors tune|test]');
  process.exit(2);
}

const lines = readLines();
for (const line of lines) {
  const fault = splitOf(line) === errors ? faultOf(line) : '';
  if (fault !== '') console.log(`${line.id} ${line.lang} ${line.slot} "${line.text}": ${fault}`);
}
for (const split of SPLITS) {
  const { restrictions, recognised, wrong, news, falseAlarms } = figuresOf(
    lines.filter((line) => splitOf(line) === split),
  );
  const precision = recognised / (recognised + wrong + falseAlarms);
  console.log(
    `${split}: ${recognised} of ${restrictions} restrictions, ${wrong} read that are not there, ` +
      `${falseAlarms} of ${news} news lines; precision ${precision.toFixed(3)}`,
  );
}
