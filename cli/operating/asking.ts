/** Asks a person for the entry of an agency, until each answer is in order. */
import type { Provider } from '../../functions/core/providers/agency.ts';

export interface Asking {
  /** What was given already is not asked for. */
  known: Partial<Provider>;
  /** Offered for an empty answer. */
  suggestedName: string | undefined;
  /** What would be wrong with the settings. */
  mistakes: (entry: Partial<Provider>) => readonly string[];
  question: (text: string) => Promise<string>;
  say: (text: string) => void;
}

export type Answers = Partial<Provider> & Pick<Provider, 'name'>;

export async function askForEntry(asking: Asking): Promise<Answers> {
  const { known, suggestedName } = asking;
  let name = known.name ?? suggestedName;
  if (known.name === undefined) {
    const hint = suggestedName === undefined ? '' : ` [${suggestedName}]`;
    do name = (await ask(asking, 'name', `Name${hint}`)) ?? suggestedName;
    while (name === undefined);
  }
  const zone = known.zone ?? (await ask(asking, 'zone', 'IANA zone of local times in its files, if any'));
  const language =
    known.language ?? (await ask(asking, 'language', 'Language of files that do not say theirs, if any'));
  const writer =
    known.writers === undefined ? await ask(asking, 'writers', 'ARN that may deliver, if any') : undefined;
  const writers = known.writers ?? (writer === undefined ? undefined : [writer]);
  return {
    name: name ?? '',
    ...(zone === undefined ? {} : { zone }),
    ...(language === undefined ? {} : { language }),
    ...(writers === undefined ? {} : { writers }),
  };
}

/** @returns undefined for nothing */
async function ask(
  { mistakes, question, say }: Asking,
  key: 'name' | 'zone' | 'language' | 'writers',
  text: string,
): Promise<string | undefined> {
  for (;;) {
    const answer = (await question(`${text}: `)).trim();
    if (answer === '') return undefined;
    const wrong = mistakes({ [key]: key === 'writers' ? [answer] : answer });
    if (wrong.length === 0) return answer;
    for (const problem of wrong) say(problem.replace(/^agencies\[\d+\]\./, ''));
  }
}
