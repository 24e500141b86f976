/** Words that tell languages apart, and names of languages. Data: language-words.json. */
import table from './language-words.json' with { type: 'json' };

/** Languages that are told by their words. */
export const WRITTEN_LANGUAGES: ReadonlySet<string> = new Set(['nb', 'nn', ...Object.keys(table.words)]);

/** Word to the languages that have it. */
export const FUNCTION_WORDS: ReadonlyMap<string, readonly string[]> = index();

function index(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [language, words] of Object.entries(table.words)) {
    for (const word of words) found.set(word, [...(found.get(word) ?? []), language]);
  }
  return found;
}

/** Names that editorial systems write out; the codes are known to the runtime. */
export const LANGUAGE_NAMES: Readonly<Partial<Record<string, string>>> = table.names;
