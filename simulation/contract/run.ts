/** `npm run simulate:contract`: holds the model of DynamoDB against every other implementation that is there. */
import { CONTRACT, differencesIn } from './compare.ts';
import { dynamoDbLocal } from './dynamo-db-local.ts';
import { embedded, model, type Implementation } from './implementations.ts';

async function holdAgainst(other: Implementation): Promise<boolean> {
  const subject = model();
  let asked = 0;
  let different = 0;
  for (const contractCase of CONTRACT) {
    const differences = await differencesIn(contractCase, subject, other);
    if (differences === undefined) {
      console.log(`  not asked: ${contractCase.name}`);
      continue;
    }
    asked++;
    if (differences.length === 0) continue;
    different++;
    console.log(`  DIFFERENT: ${contractCase.name}`);
    for (const difference of differences) console.log(`    ${JSON.stringify(difference)}`);
  }
  console.log(`${other.name}: ${asked} cases of ${CONTRACT.length}, ${different} answered differently`);
  return different === 0;
}

let isSame = true;
for (const open of [embedded, dynamoDbLocal]) {
  const other = await open();
  if (typeof other === 'string') {
    console.log(`DynamoDB Local: not run, ${other}`);
    continue;
  }
  try {
    isSame = (await holdAgainst(other)) && isSame;
  } finally {
    await other.close();
  }
}
process.exitCode = isSame ? 0 : 1;
