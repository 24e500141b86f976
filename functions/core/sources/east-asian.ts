/** Datelines of Chinese, Japanese and Korean: "新华社拉萨1月14日电", "【札幌時事】", "(서울=연합뉴스)". */
import { isWide } from '../agencies/characters.ts';
import { mentionsIn, shifted, withoutMentions, type Mention } from '../agencies/matcher.ts';

/** In brackets of any kind. */
const BOXED = /^\s?[【［[（(〔](?<inner>[^【】［］[\]（）()〔〕\n]{2,40})[】］\]）)〕]/u;
/** Agency, place, day, and the word for a telegram: "新华社拉萨1月14日电"; "据新华社电" needs neither place nor day. */
const TELEGRAM =
  /^(?:[据據]|综合|綜合)?(?<inner>[^\s。，,.（(]{2,12}[^。，,.（(]{0,24}?(?:\p{Nd}日?(?:综合)?|(?<=^(?:[据據]|综合|綜合)\p{L}{3,8})))[电電讯訊]/u;
/** The same in brackets: "中央社台北14日電", "中央社華盛頓3日綜合外電報導", "新華社東京5月3日". */
const TELEGRAM_ENDS =
  /(?:[电電讯訊]|(?:\p{Nd}日)(?:综合|綜合)?(?:外电|外電|专电|專電)?(?:报道|報道|報導)?)$/u;

/** The agencies of the dateline that a paragraph begins with; none where it begins in any other way. */
export function eastAsianDateline(head: string): Mention[] {
  const boxed = BOXED.exec(head);
  const telegram = boxed === null && isWide(head.charCodeAt(0)) ? TELEGRAM.exec(head) : null;
  const inner = (boxed ?? telegram)?.groups?.inner;
  if (inner === undefined || !holdsWide(inner)) return [];
  const offset = head.indexOf(inner);
  const mentions = mentionsIn(inner, 'slot');
  const isPlaced =
    boxed === null || TELEGRAM_ENDS.test(inner)
      ? mentions[0]?.start === 0
      : mentions.at(-1)?.end === inner.length &&
        !NO_PLACE.test(withoutMentions(inner, mentions)) &&
        !PARTICLE.test(head.slice(boxed[0].length));
  if (!isPlaced) return [];
  return mentions.map((mention) => shifted(mention, offset));
}

/** "写真はロイター", "사진=연합뉴스". */
const NO_PLACE = /[のはがを]|写真|图|圖|사진/u;
/** "【共同】の意味": the sentence goes on with the name. */
const PARTICLE = /^[のはがをにもとや]/u;

/** Whether a text has an ideograph, a kana or a Hangul syllable, which everything here is written in. */
export function holdsWide(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isWide(text.charCodeAt(at))) return true;
  return false;
}
