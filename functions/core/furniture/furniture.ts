/**
 * What a page says about itself and not about the story: section labels, promotion, navigation, legal lines.
 * General patterns in the languages of the wires (furniture.json); the reason stands beside what was removed.
 */
import table from './furniture.json' with { type: 'json' };

export type FurnitureReason =
  | 'section-label'
  | 'promotion'
  | 'navigation'
  | 'advertisement'
  | 'related'
  | 'copyright'
  | 'consent'
  | 'end-mark';

interface Kind {
  reason: FurnitureReason;
  /** Longer blocks are not judged by this pattern. */
  maxWords: number;
  pattern: RegExp;
}

/** Whole-line alternatives, case-insensitive, with an optional colon or arrow behind. */
function line(alternatives: readonly string[]): RegExp {
  return new RegExp(String.raw`^[\s>»›→|•*\-–—]{0,4}(?:${alternatives.join('|')})\s?[:>»›→|…]{0,2}$`, 'iu');
}

/** At the beginning of the line. */
function start(alternatives: readonly string[]): RegExp {
  return new RegExp(String.raw`^[\s>»›→|•*\-–—"“]{0,4}(?:${alternatives.join('|')})(?![\p{L}])`, 'iu');
}

/** No furniture is longer, however few its words. */
const MAX_LENGTH = 800;

const KINDS: readonly Kind[] = [
  {
    reason: 'copyright',
    maxWords: 80,
    pattern:
      /^(?:©|\(c\)\s|℗|copyright\b)|©\s?\d{4}|\bcopyright\s(?:©\s?|\(c\)\s?)?\d{4}|\ball rights reserved|\b(?:may|darf|dürfen) not be (?:published|reproduced)|may not be published, broadcast|\balle rechten? vorbehalten|\balle rechten voorbehouden|\btous droits (?:de reproduction )?réservés|\btodos los derechos reservados|\btodos os direitos reservados|\btutti i diritti riservati|^[<＜※（(【\s]{0,3}(?:저작권자|版权所有|版權所有|著作権)|^.{0,30}(?:무단 ?전재.{0,20}금지|無断(?:転載|複製).{0,12}(?:禁|お断り))|\balla rättigheter förbehåll|\balle rettigheter forbehold/iu,
  },
  {
    reason: 'consent',
    maxWords: 90,
    pattern:
      /\b(?:we|our (?:site|website|partners)|this (?:site|website)|wir|nous|nosotros|utilizamos|utilisons|verwenden|usiamo)\b.{0,80}\bcookies?\b|\bcookies?\b.{0,80}\b(?:accept|consent|agree|akzeptieren|zustimm\w*|accepte[rz]?|aceptar|policy|settings|einstellungen)\b|\benable javascript\b|\bjavascript (?:is|must be) (?:disabled|enabled)\b/iu,
  },
  {
    reason: 'section-label',
    maxWords: 7,
    pattern: line(table.sectionLabels),
  },
  {
    reason: 'advertisement',
    maxWords: 8,
    pattern: line(table.advertisements),
  },
  {
    reason: 'related',
    maxWords: 30,
    pattern: start(table.related),
  },
  {
    reason: 'promotion',
    maxWords: 45,
    pattern: start(table.promotion),
  },
  {
    reason: 'promotion',
    maxWords: 60,
    pattern:
      /^(?:privacy notice|our standards|dieses thema im programm|über dieses thema berichtete)\s?:|^while you[’']re here\b|^a version of this article appear\w* in print|^the .{2,20} is not responsible for the content of external|\b(?:protected by re-?captcha|google privacy policy|sign up here\b|newsletters may contain)/iu,
  },
  {
    reason: 'promotion',
    maxWords: 30,
    pattern: start(table.subscribers),
  },
  {
    reason: 'promotion',
    maxWords: 30,
    pattern:
      /\b(?:sign up|subscribe|subscribing|register) (?:now |here |today |free )?(?:for|to) (?:our|the|a|free|your) .{0,40}\b(?:newsletters?|alerts?|briefing|e-?mails?|podcast|channel|service)\b|\b(?:weekly|daily|free|our|unseren?|notre|nuestro|nostra|nossa) (?:e-?mail )?(?:newsletter|boletín|infolettre)\b|\bon your (?:tv|television|phone|mobile|doorstep)\b|\b(?:follow|like|join) (?:us|him|her|them|.{2,30}) on (?:twitter|x|facebook|instagram|telegram|whatsapp|linkedin|youtube|tiktok)\b|\b(?:download|get) (?:the|our) .{0,20}\bapp\b|\b(?:folgen|suivez|síguenos|sigue|seguici|siga).{0,40}\b(?:twitter|facebook|instagram|telegram|whatsapp|youtube|linkedin)\b/iu,
  },
  {
    reason: 'navigation',
    maxWords: 8,
    pattern: line(table.navigation),
  },
  {
    reason: 'end-mark',
    maxWords: 3,
    pattern:
      /^(?:\W{0,3}(?:ends?|end|ende|fin|fim|koniec|конец|кінець|more to (?:come|follow)|30)\W{0,3}|[（(](?:完|終わり|終|了|끝)[）)]|[*_=~#\-–—.·•+]{2,})$/iu,
  },
];

/** Labels of boxes that pages put between two paragraphs; others stand below the story alone. */
const BOX_LABEL =
  /^\W{0,4}(?:related|keep reading|list |end of list|read (?:more|next)|see (?:more|also)|also|more (?:on|from|about|news|stories|coverage)|recommended|mehr (?:zum|aus|zu|von)|zum thema|lesen sie|auch interessant|lire |à lire|voir aussi|en lien|articles? |sur le même|más (?:informaci|sobre|en)|relacionad|notici|artículos?|lea |lee |te puede|leggi|lees|läs|les |læs|leia|veja|関連|おすすめ|あわせて|こちらも)/iu;

/** Whether a section label may stand within a story. */
export function isBoxLabel(text: string): boolean {
  return BOX_LABEL.test(text) && !/\btopics?$/i.test(text);
}

/** Why a block is furniture; undefined for text of the story. */
export function furnitureOf(text: string, words: number): FurnitureReason | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  return KINDS.find(({ maxWords, pattern }) => words <= maxWords && pattern.test(text))?.reason;
}

/** "Home > News > World", "Startseite | Politik": two or more short parts, one of them a navigation word. */
export function isTrail(text: string, words: number): boolean {
  if (words > 14 || words < 2 || text.length > MAX_LENGTH) return false;
  const parts = text.split(/ ?[>»›|·•/] ?/).filter((part) => part !== '');
  return parts.length > 1 && parts.some((part) => furnitureOf(part, 1) === 'navigation');
}
