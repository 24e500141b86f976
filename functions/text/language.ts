/** Languages: what a text is in, and what a provider's name for one means. */
import { detectAll } from 'tinyld/light';

/** BCP 47 primary tag of the language the text is in; undefined when it is too short or unsure. */
export function detectLanguage(text: string): string | undefined {
  if (text.length < 60) return undefined;
  const [first, second] = detectAll(text.slice(0, 2000));
  if (first === undefined || first.accuracy < 0.2) return undefined;
  return second !== undefined && second.accuracy > first.accuracy * 0.9 ? undefined : first.lang;
}

/** "EN", "nl_NL", "fre", "english" to BCP 47; undefined for what is no language. */
export function languageTag(written: string): string | undefined {
  const tag = written.trim().replaceAll('_', '-');
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
