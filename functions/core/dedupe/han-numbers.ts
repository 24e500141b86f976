/** Numbers in Han characters as digits: 三百二十 is 320, 二〇二六年 is 2026年, 七人 is 7人. Magnitudes from 万 on stay as they are. */

const DIGITS = '〇一二三四五六七八九';
const NUMERAL =
  /[〇零一二三四五六七八九十百千两兩]{2,}|(?<![数數几幾若])[二三四五六七八九十两兩](?=[人名位岁歳年月日号號点點時时票席戸套艘隻辆輛倍级級万萬亿億])/gu;
const COUNTED =
  /^(?:(?<thousands>[一二三四五六七八九两兩]?)(?<thousand>千)零?)?(?:(?<hundreds>[一二三四五六七八九两兩]?)(?<hundred>百)零?)?(?:(?<tens>[一二三四五六七八九]?)(?<ten>十))?(?<ones>[一二三四五六七八九两兩]?)$/u;
/** 二〇二六, and 一九九八年: digit for digit. */
const SPELT = /^[〇零一二三四五六七八九]{2,}$/u;
const YEAR = 4;

/** What cannot be read for sure stays as it is written. */
export function withHanNumbers(text: string): string {
  return text.replace(NUMERAL, (written, at: number) => {
    if (SPELT.test(written)) {
      const isYear = written.length === YEAR && text.charAt(at + YEAR) === '年';
      return isYear || /[〇零]/u.test(written) ? Array.from(written, digitOf).join('') : written;
    }
    const parts = COUNTED.exec(written)?.groups;
    return parts === undefined ? written : String(valueOf(parts));
  });
}

function valueOf(parts: Record<string, string | undefined>): number {
  const times = (count: string | undefined, unit: string | undefined, value: number): number => {
    if (unit === undefined) return 0;
    return (count === undefined || count === '' ? 1 : digitOf(count)) * value;
  };
  const ones = parts.ones === undefined || parts.ones === '' ? 0 : digitOf(parts.ones);
  return (
    times(parts.thousands, parts.thousand, 1000) +
    times(parts.hundreds, parts.hundred, 100) +
    times(parts.tens, parts.ten, 10) +
    ones
  );
}

function digitOf(character: string): number {
  if (character === '零') return 0;
  return character === '两' || character === '兩' ? 2 : DIGITS.indexOf(character);
}
