/**
 * Signals in words: what desks write into slug, take line, headline and notes where the format has no field
 * for it. Patterns of the wires' own conventions; upper case where the word is also ordinary
 * language. What holds an item or ends it is read in words/.
 */
import type { Signal } from './record.ts';

type Slot = 'slug' | 'headline' | 'note';

interface Pattern {
  signals: readonly Signal[];
  pattern: RegExp;
  slots: readonly Slot[];
}

const ALL: readonly Slot[] = ['slug', 'headline', 'note'];

/** Labels of corrections, before a colon, dash or bracket at the head of a headline or note. */
const CORRECTION_LABELS: readonly string[] = [
  ...['Corrected', 'Correction', 'Corrective', 'Erratum'],
  ...['Berichtigung', 'Berichtigt', 'Richtigstellung', 'Korrektur', 'Korrigiert', 'Korrektion'],
  ...['Rectificatif', 'Rectification', 'Correctif'],
  ...['Corrección', 'Corrige', 'Rectificación', 'Fe de erratas', 'Fe de errores'],
  ...['Rettifica', 'Correzione', 'Errata corrige'],
  ...['Correção', 'Correcção', 'Corrigida', 'Retificação', 'Rectificação', 'Errata'],
  ...['Rectificatie', 'Correctie', 'Gecorrigeerd'],
  ...['Rättelse', 'Korrigering', 'Rättad', 'Rettelse', 'Berigtigelse', 'Korrigert', 'Retting', 'Korreksjon'],
  ...['Oikaisu', 'Korjaus', 'Korjattu', 'Korekta', 'Sprostowanie', 'Oprava'],
  ...['Исправление', 'Исправлено', 'Виправлення', 'Виправлено', 'Διόρθωση', 'Düzeltme'],
  ...['تصحيح', 'תיקון', 'भूल सुधार', '訂正', '更正', '정정'],
];

const PATTERNS: readonly Pattern[] = [
  { signals: ['correction', 'replaces'], slots: ALL, pattern: /\bANNULE ET REMPLACE\b/i },
  { signals: ['replaces'], slots: ALL, pattern: /\bnieuw bericht,? vervangt\b|\bN i e u w\b|\bvervangt:/i },
  {
    signals: ['correction'],
    slots: ALL,
    pattern:
      /\bCORRECTED\b|\bCORRECTION\b|\bCORRECTS\b|\bRECTIFICATIF\b|\bRICHTIGSTELLUNG\b|\bBERICHTIGUNG\b|\bKORREKTUR\b|\bRECTIFICACI[ÓO]N\b|\bRETTELSE\b|\bRÄTTELSE\b/,
  },
  { signals: ['correction'], slots: ['headline'], pattern: /^(?:Corrected|Correction|Rectificatif)-/ },
  {
    signals: ['correction'],
    slots: ['headline', 'note'],
    // the same in capitals: "RETTIFICA: ..."
    pattern: new RegExp(`^[([【]?(?:${CORRECTION_LABELS.join('|')})(?:\\s?[:(–\\])】]|\\s?- )`, 'i'),
  },
  {
    signals: ['correction', 'replaces'],
    slots: ALL,
    pattern: /\bannulla e sostituisce\b|\bANULA Y (?:SUSTITUYE|REEMPLAZA)\b|\bANULA E SUBSTITUI\b/i,
  },
  {
    signals: ['correction'],
    slots: ['note'],
    pattern:
      /^\(?(?:Eds:?\s*)?(?:(?:This (?:version|story|item) )?(?:Corrects|Corrected|Correcting)|Korrektion|Corrige|Corregge|Berichtigt|Korrigiert)\b/i,
  },
  {
    signals: ['resend'],
    slots: ALL,
    pattern: /\bREFILE(?:D|S)?\b|\bRESEND(?:ING|S)?\b|\bRE-?SENT\b|\bREPEAT(?:ING|S)?[ -:]/,
  },
  {
    signals: ['writethru', 'lead', 'update'],
    slots: ['slug', 'headline'],
    pattern: /\b(?:Ld[ -])?Write-?thr(?:u|ough)\b/i,
  },
  {
    signals: ['lead', 'update'],
    slots: ['slug', 'headline'],
    pattern: /\b\d{1,2}(?:st|nd|rd|th)\s(?:Ld|Lead|Net|Update)\b|\b\d{1,2}\. ?(?:Zusammenfassung|Lead)\b/i,
  },
  {
    signals: ['update'],
    slots: ['slug', 'headline'],
    pattern: /\(UPDATES? \d+|\bUPDATE \d+(?:\b|-)|\bUPDATES?:|\bWRAPUP\b|\bROUNDUP\b/,
  },
  { signals: ['update'], slots: ['note'], pattern: /\bUPDATES:|\(Adds\b|^(?:Eds: )?Updates with\b|^Adds\b/ },
  {
    signals: ['alert'],
    slots: ['slug', 'headline'],
    pattern:
      /\bNewsAlert\b|\bFLASH\b|\bBULLETIN\b(?! KILL)|\bURGENT\b|\bEILMELDUNG\b|\bEIL\b|\bBREAKING\b|^ALERTE?\b/,
  },
  {
    signals: ['advisory'],
    slots: ['slug', 'headline'],
    pattern: /\bADVISORY\b(?! KILL)|\bAVIS\b|\(Achtung\)/,
  },
  {
    signals: ['test'],
    slots: ['slug', 'headline'],
    pattern:
      /^TEST\b(?! (?:CRICKET|MATCH|FLIGHT|SERIES))|\bTEST,? (?:PLEASE )?(?:DISREGARD|IGNORE)\b|^DISREGARD\b|\bTEST MESSAGE\b/,
  },
];

/**
 * Reads the signals that stand in words.
 * @param words slug and take key, headlines, editorial notes, each with its slot
 */
export function signalsInWords(words: readonly { slot: Slot; text: string }[]): Set<Signal> {
  const found = new Set<Signal>();
  for (const { slot, text } of words) {
    for (const { signals, pattern, slots } of PATTERNS) {
      if (slots.includes(slot) && pattern.test(text)) for (const signal of signals) found.add(signal);
    }
  }
  return found;
}

const TAKE =
  /^(?:\d{1,2}(?:st|nd|rd|th)\s)?(?:Ld|Lead|Adds?|Sub|Insert|Writethru|Ld-Writethru|Lead-Writethru|Optional|Correction|Corrective|Take \d{1,2}|Update \d{1,2})(?:[- ](?:Writethru|Ld-Writethru|Add|Sub|Insert|Optional|\d{1,2})){0,2}$/i;

/**
 * The take key of an AP-style slug: what stands behind its last comma, if it is one
 * ("BC-Port Strike, 1st Ld-Writethru" gives "1st Ld-Writethru"); undefined else.
 */
export function takeKeyOf(slugline: string): string | undefined {
  const comma = slugline.lastIndexOf(',');
  const tail = comma < 0 ? '' : slugline.slice(comma + 1).trim();
  return TAKE.test(tail) ? tail : undefined;
}
