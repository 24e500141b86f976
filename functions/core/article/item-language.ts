/** The language of an item. */
import type { NormaliseContext } from './context.ts';
import type { WireItem } from './wire-item.ts';
import type { CleanBody } from '../text/html.ts';
import { contradictingLanguage, detectLanguage, languageTag } from '../text/language.ts';
import type { Text } from './ninjs.ts';
import type { EdNote, Warning } from './record.ts';

interface LanguageSigns {
  body: CleanBody | undefined;
  headlines: readonly Text[];
  edNotes: readonly EdNote[];
  warnings: Warning[];
}

/** What the item says of itself; else the feed's setting, but for a text that is beyond doubt in another language. */
export function languageOf(
  item: WireItem,
  { language: setting, languageOfShort }: Pick<NormaliseContext, 'language' | 'languageOfShort'>,
  { body, headlines, edNotes, warnings }: LanguageSigns,
): string | undefined {
  const declared = item.language === undefined ? undefined : languageTag(item.language);
  if (declared !== undefined) return declared;
  const text = [...headlines.map(({ value }) => value), body?.plain.slice(0, 2000) ?? ''].join('\n');
  if (setting === undefined) {
    // A story of one line may be too short to tell; the desk writes its notes in the same language
    const withNotes = [text, ...edNotes.map((note) => note.text)].join('\n');
    return detectLanguage(text) ?? detectLanguage(withNotes) ?? languageOfShort?.(text);
  }
  const other = contradictingLanguage(text, setting);
  if (other === undefined) return setting;
  const detail = `the text is "${other}" and not "${setting}", which is the provider's default`;
  warnings.push({ code: 'language-mismatch', detail });
  return other;
}
