/** How far the dateline of a paragraph reaches, and where its sign-off begins. */
import { datelineOf } from '../article/dateline.ts';
import { mentionsIn } from '../agencies/matcher.ts';
import { isCreditLine, isName } from './credits.ts';
import { isOfAgencies } from './line-names.ts';
import { isSignOff } from './sign-offs.ts';

const LATIN_HEAD = 150;
const BRACKETED =
  /^(?<place>[^()（）\n.!?。]{2,60}?)\s?[(（](?<agency>[^()（）\n]{2,40})[)）]\s?(?:--|[-–—:=।_])\s?/u;
const CHINESE =
  /^\p{Script=Han}{2,12}社.{2,12}\p{Nd}{1,2}月\p{Nd}{1,2}日[电電讯訊]\s?(?:[（(](?:记者|記者)[^（()）\n]{2,20}[）)]\s?)?/u;
const JAPANESE = /^[【［[(（](?<inner>[^【】［］[\]()（）\n]{2,30})[】］\])）]\s?/u;
const KOREAN =
  /^[([][^()[\]\n=]{2,14}=[^()[\]\n]{2,20}[)\]](?:\s\p{Script=Hangul}{2,4}\s(?:기자|특파원))?(?:\s?=)?\s/u;
const STOP_DASH =
  /^\p{Lu}[\p{L}\p{M} .-]{1,30},\s\p{Nd}{1,2}\.?\s\p{L}{3,10}\.?\s?(?:[-–—/]\s?(?<agency>[^\n.]{2,30})[./]|\/(?<slashed>[^/\n]{2,30})\/)\s?/u;

/** "КИЇВ. 16 липня 2026 року. УНН. Стіна": stops alone. */
const STOPS_ALONE =
  /^\p{Lu}[\p{L}\p{M} -]{1,30}\.\s\p{Nd}{1,2}\.?\s\p{L}{3,10}(?:\s\p{Nd}{4}(?:\s(?:року|года|г|р)\.?)?)?\.\s(?<agency>[^.\n]{2,30})\.\s/u;
/** "केसाक, 16 जुलाई (भाषा) अरदान": of scripts without capitals, with a day. */
const DATED_CASELESS =
  /^[^()\n.!?।,]{2,40},\s\p{Nd}{1,2}\s[\p{L}\p{M}]{2,14}\.?(?:\s\p{Nd}{4})?\s?\((?<agency>[^()\n]{2,40})\)\s?(?:[-–—]{1,2}\s)?/u;

/** "(Borealis) - Il sindaco": the agency, or the author, without a place. */
const NAME_ALONE =
  /^[([](?<name>\p{Lu}[\p{L}\p{M}\p{Nd} .&'’/-]{1,30})[)\]]\s?(?:--|[-–—])\s{1,3}(?=["“«„]?\p{Lu})/u;
/** What is said about the text there, and not by whom it is. */
const ABOUT_THE_TEXT =
  /^(?:corr|korr|retti|rätt|recti|updat|adds|aktual|actual|aggior|ergänz|bericht|neu|nieuw|new)/iu;

/** How long the dateline at the head of a paragraph is; 0 where it begins without one. */
export function datelineLength(paragraph: string): number {
  const head = paragraph.slice(0, LATIN_HEAD);
  const stopped = STOP_DASH.exec(head);
  const named = stopped?.groups?.agency ?? stopped?.groups?.slashed;
  if (stopped !== null && named !== undefined && mentionsIn(named, 'slot').length > 0)
    return stopped[0].length;
  const alone = STOPS_ALONE.exec(head);
  const agencyAlone = alone?.groups?.agency ?? '';
  if (
    alone !== null &&
    (agencyAlone === agencyAlone.toUpperCase() || mentionsIn(agencyAlone, 'slot').length > 0)
  )
    return alone[0].length;
  const caseless = DATED_CASELESS.exec(head);
  if (caseless !== null && isAgencyName(caseless.groups?.agency ?? '') && !/\p{Lu}|\p{Ll}/u.test(caseless[0]))
    return caseless[0].length;
  const latin = latinDateline(head);
  if (latin > 0) return latin;
  const bracketed = BRACKETED.exec(head);
  const { place = '', agency = '' } = bracketed?.groups ?? {};
  if (
    bracketed !== null &&
    !/\p{Lu}/u.test(place.slice(1)) &&
    place.split(/\s+/).length <= 6 &&
    isAgencyName(agency)
  )
    return bracketed[0].length;
  const bare = NAME_ALONE.exec(head);
  const name = bare?.groups?.name ?? '';
  if (bare !== null && isName(name, 3) && !ABOUT_THE_TEXT.test(name)) return bare[0].length;
  const eastern = CHINESE.exec(head) ?? KOREAN.exec(head);
  if (eastern !== null) return eastern[0].length;
  const inner = JAPANESE.exec(head)?.groups?.inner;
  const isPlace =
    inner !== undefined &&
    (/[=＝]|共同|時事|記者|通信|ロイター/u.test(inner) ||
      (/\p{Nd}日/u.test(inner) && mentionsIn(inner, 'slot').length > 0));
  if (!isPlace) return 0;
  const end = inner.length + 2;
  return end + (/^\s?[-–—－]\s/u.exec(head.slice(end))?.[0].length ?? 0);
}

/** The form without a dash is that of a company and its short name as well, and a stop and a dash that of "U.S.-". */
function latinDateline(head: string): number {
  const found = datelineOf(head);
  const text = found?.text ?? '';
  const city = found?.city ?? '';
  if (!/[-–—:=_/]$/u.test(text) && city !== city.toUpperCase()) return 0;
  if (
    /\.[-–—]$/u.test(text) &&
    (!/(?:\p{L}{3}|[)/])\.[-–—]$/u.test(text) || /^\p{L}/u.test(head.slice(text.length)))
  )
    return 0;
  return text.length;
}

/** Of the register, or written as no sentence is: of scripts with capitals it begins with one. */
function isAgencyName(text: string): boolean {
  if (mentionsIn(text, 'slot').length > 0) return true;
  return !/\p{Lu}|\p{Ll}/u.test(text) && text.split(/\s+/).length <= 3;
}

const LAST_BRACKETS = /\s?[([（【](?<inner>[^()[\]（）【】\n]{2,160})[)\]）】][.。]?$/u;
const LAST_WORDS =
  /(?<=[.!?…。！？؟।]["'”’»)]?)\s?(?:[-–—/]{1,2}\s?)?(?<bare>[^.!?…。！？؟।\n]{2,40})[./]{0,4}$/u;

/** Where the names of agencies and authors begin that end a text: "... on Monday. (AFP)", "... he said. /TASS/". */
export function signOffStart(paragraph: string): number {
  const tail = paragraph.slice(-200);
  const offset = paragraph.length - tail.length;
  const brackets = LAST_BRACKETS.exec(tail);
  const inner = brackets?.groups?.inner;
  if (brackets !== null && inner !== undefined && isCredit(inner, brackets[0]))
    return offset + brackets.index;
  const words = LAST_WORDS.exec(tail);
  const bare = words?.groups?.bare?.trim();
  return words !== null && bare !== undefined && isOfAgencies(bare) && /\p{L}/u.test(bare)
    ? offset + words.index
    : paragraph.length;
}

function isCredit(inner: string, bracketed: string): boolean {
  return (
    isOfAgencies(inner) ||
    isSignOff(bracketed.trim()) ||
    /^\p{Ll}{2,4}(?:\/\p{Ll}{2,5}){1,3}$/u.test(inner) ||
    (inner.length < 60 && isCreditLine(inner))
  );
}
