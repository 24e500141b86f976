/** Photo credits, captions that end in one, and the credit line below a story, by their form. */
import table from './credits.json' with { type: 'json' };

/** Agencies whose short names have no form of their own; with them a line is a credit and no phrase. */
const AGENCY = whole(table.agencies);

/** Words that only organisations carry. */
const ORGANISATION =
  /(?:\b(?:images?|press|presse|pictures?|photos?|news|agency|agencies|wires?|newswires?|newsroom|media|staff|tribune|times|post|herald|gazette|guardian|journal|telegraph|pool|handout)|agentur(?:en)?|zeitung|\bagences?|\bagencias?|\bagenzia|\bagenzie|\bagências?|\bprensa|\bstampa|bureau|persbureau|nyhetsbyrån)\b/iu;

const GENERIC_WIRES = whole(table.genericWires);

const JOIN = /\s?[,;/+&|]\s?|\s(?:and|und|et|y|e|en|och|og|with|mit|avec|con|med|met|via)\s/iu;
const CREDIT_LABEL =
  /^(?:sources?|quellen?|fuentes?|font[ei]s?|bron(?:nen)?|källa|kilder?|kilde|credits?|with (?:reporting|files|reports|material|input)s? (?:from|by)|mit material (?:von|der)|avec|con información de|con información|com informações d[aeo]|agency|agentur|agence)\s?(?::\s?|\s)/iu;

/** Of the desk: "abc/dpa". */
const INITIALS = /^\p{Ll}{2,4}$/u;

const MAX_CREDIT_WORDS = 19;
const MAX_LENGTH = 200;
const MAX_CAPTION_LENGTH = 1000;

/**
 * A line made of agency names and generic words: "Al Jazeera and wire services", "dpa/afp", "(AFP)", "— AP",
 * "Source: Reuters, AFP". Names nobody knows count beside one that is known, or by their form.
 */
export function isCreditLine(text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  const bare = text.replace(/^[\s(—–-]{0,4}/u, '').replace(/[\s).]{0,3}$/u, '');
  const label = CREDIT_LABEL.exec(bare)?.[0] ?? '';
  const parts = bare
    .slice(label.length)
    .replace(/\s?\(([^()]{2,60})\)?$/, ', $1')
    .split(JOIN)
    .filter((part) => part !== '');
  if (parts.length === 0 || parts.length > 8 || bare.split(' ').length > MAX_CREDIT_WORDS) return false;
  const isKnown = (part: string): boolean => isAgency(part) || GENERIC_WIRES.test(part);
  return (
    parts.every((part) => isName(part, 5) || INITIALS.test(part) || isKnown(part)) && parts.some(isKnown)
  );
}

/** One of those in the table. */
export function isKnownAgency(text: string): boolean {
  return AGENCY.test(text);
}

/** The name of a news agency, a photo agency or a paper, by list or by form. */
export function isAgency(text: string): boolean {
  const bare = text.trim().replace(/^the\s/i, '');
  return AGENCY.test(bare) || (ORGANISATION.test(bare) && isName(bare, 5));
}

/** Capitalised words and particles only. */
export function isName(text: string, maxWords: number): boolean {
  const words = text.trim().split(' ');
  return (
    words.length <= maxWords &&
    /^[\p{Lu}\p{Lt}\p{Lo}@]/u.test(words[0] ?? '') &&
    words.every((word) =>
      /^(?:[\p{Lu}\p{Lt}\p{Lo}@(][\p{L}\p{M}\d.'’()\-_]*,?|d[’'][\p{L}\p{M}.'’-]+|al-[\p{L}\p{M}.'’-]+|de|del|della|der|den|des|di|da|do|dos|du|van|von|vom|zu|zur|la|le|las|los|el|al|bin|ibn|ben|ter|ten|y|of|the|för|für|af|av)$/u.test(
        word,
      ),
    )
  );
}

const PHOTO_LABEL =
  /^\W{0,2}(?:(?:file |handout |ap |afp |reuters |pool |getty )?(?:photograph(?:y|s|ie)?|photos?|pictures?|pics?|images?|illustration|foto['’]?s?|fotografie|fotografía|fotografia|bild(?:er)?|imagen|imágenes|immagine|imagem|beeld|kuva)|(?:photo |image |picture |bild-?|foto-?|crédits? )?(?:credits?|crédits?|crédito|credito|nachweis|quelle|photos?)|bildnachweis|bildquelle|fotoquelle|fotocredit)(?:\s(?:by|credits?|crédits?|crédito|courtesy(?: of)?|von|de|di|por|par|d[’']archives?|via))?\s?(?:[:©–—|]|(?<=by|par|von|por)(?=\s))\s?(?<rest>\S.{1,120})$/iu;
const CREDIT_AT_END = [
  // "(AP Photo/Jane Doe)", "(Jane Doe/AFP)", "[Jane Doe/Reuters]", "(Photo by Jane Doe)"
  /[([](?<credit>[^()[\]]{0,60}\b(?:photos?|foto|pool|images|handout|file)\b[^()[\]]{0,60}|[^()[\]/]{2,50}(?:\/[^()[\]/]{2,40}){1,3})[)\]]\.?$/iu,
  // "... on Monday. Photo: Jane Doe/AFP", "... | © dpa"
  /[.!?”"|–—:]\s(?<credit>(?:photograph|photo|picture|image|foto|bild|crédit|credit|©)[^.!?]{2,80})$/iu,
  // "A pillar of the bridge Photo: Jane Doe / AFP"
  /\s(?<credit>(?:Photograph|Photo|Picture|Image|Foto|Bild|Crédit|Credit): [^.!?:]{2,80})$/u,
  // "... on Monday. Jane Doe/AFP/Getty Images"
  /[.!?”"]\s(?<credit>[^.!?/]{3,50}(?:\.[^.!?/]{1,30})?(?:\/[^/]{2,40}){1,3})$/u,
];

/** True for a line that is nothing but the credit of a picture. */
export function isPhotoCredit(text: string): boolean {
  const line = text.trim();
  if (line.length > MAX_LENGTH || line.split(' ').length > 16) return false;
  const labelled = PHOTO_LABEL.exec(line)?.groups?.rest;
  if (labelled !== undefined) return isCreditNames(labelled);
  if (/^[([].*[)\]]\.?$/.test(line))
    return CREDIT_AT_END[0]?.test(line) === true && isSlashed(line.replace(/^[([]|[)\]]\.?$/g, ''));
  if (/^©\s?(?!\d{4})/.test(line)) return isCreditNames(line.slice(1));
  return isSlashed(line);
}

/** A caption with the credit at its end, apart; undefined where there is no credit. */
export function splitCaption(text: string): { caption: string; credit: string } | undefined {
  if (text.length > MAX_CAPTION_LENGTH) return undefined;
  for (const pattern of CREDIT_AT_END) {
    const match = pattern.exec(text);
    const credit = match?.groups?.credit?.trim();
    if (match === null || credit === undefined || !isPhotoCredit(credit)) continue;
    const from = text.lastIndexOf(credit);
    const caption = text
      .slice(0, from)
      .replace(/[\s([|–—]{1,4}$/u, '')
      .trim();
    if (caption.length > 10) return { caption, credit };
  }
  return undefined;
}

/** "Jane Doe/AFP/Getty Images", "AP Photo/Jane Doe": a person of two names or an agency, and slashes. */
function isSlashed(line: string): boolean {
  const parts = line.split(/\s?\/\s?/);
  if (parts.length < 2 || parts.length > 5) return false;
  if (!parts.every((part) => isName(part.replace(/^@|\.$/g, ''), 6) || isAgency(part))) return false;
  const first = parts[0] ?? '';
  return (
    parts.some(isAgency) ||
    (first.includes(' ') && parts.slice(1).every((part) => /^[\p{Lu}\d.\- ]{2,8}$/u.test(part)))
  );
}

function isCreditNames(text: string): boolean {
  const parts = text
    .replace(/[)\].]{1,2}$/, '')
    .split(/\s?[/|,;©–—]\s?|\svia\s|\s-\s|\s(?:for|pour|für)\s/)
    .filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => isName(part, 6) || isAgency(part));
}

function whole(phrases: readonly string[]): RegExp {
  return new RegExp(`^(?:${phrases.join('|')})$`, 'iu');
}
