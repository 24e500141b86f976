/** `wire doctor`: what is wrong with a stage, and what to do about it. */
import type { Command } from 'commander';
import { writeLine } from '../common/output.ts';
import { findTarget, withTargetOptions, type TargetOptions } from '../common/target.ts';
import { CHECKS } from './doctor-checks.ts';
import type { Finding } from './findings.ts';

export function registerDoctor(program: Command): void {
  const command = program
    .command('doctor')
    .description(
      'look at a stage: permissions, queues and who takes from them, subscriptions, what is paused or overdue, clock, versions',
    )
    .addHelpText(
      'after',
      [
        '',
        'Each line is a check: "ok", "note" (worth knowing) or "wrong" (something is lost or late, or will be), and what to do.',
        'It ends with 1 where something is wrong. It changes nothing, and asks with your own permissions.',
      ].join('\n'),
    );
  withTargetOptions(command).action(async (options: TargetOptions) => {
    const target = await findTarget(options);
    const counts = { ok: 0, note: 0, wrong: 0 };
    for (const [check, look] of Object.entries(CHECKS)) {
      for (const finding of await findingsOf(() => look(target))) {
        counts[finding.is]++;
        await writeLine({ check, ...finding });
        if (finding.is !== 'ok') process.stderr.write(`${finding.is}: ${check}: ${finding.says}\n`);
      }
    }
    await writeLine({ total: counts });
    process.stderr.write(counts.wrong === 0 ? 'nothing is wrong\n' : `${counts.wrong} things are wrong\n`);
    if (counts.wrong > 0) process.exitCode = 1;
  });
}

async function findingsOf(look: () => Finding[] | Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const says = `it cannot be asked: ${name}: ${message}`;
    const todo = /denied|forbidden|authoriz/iu.test(`${name} ${message}`)
      ? 'use a role that may read it; if it is the right one, somebody has changed a policy by hand: npm run diff'
      : 'is it there? npm run diff shows what differs from the settings';
    return [{ is: 'wrong', says, todo }];
  }
}
