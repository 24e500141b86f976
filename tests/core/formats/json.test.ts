import { describe, expect, test } from '@jest/globals';
import {
  date,
  embargo,
  Fields,
  flag,
  leftovers,
  number,
  string,
  strings,
} from '../../../functions/core/formats/common/json.ts';
import { parseJson } from '../../../functions/core/formats/common/json-text.ts';
import { conceptOf, qcodeOf } from '../../../functions/core/formats/common/schemes.ts';
import { signalsOf } from '../../../functions/core/formats/common/json-signals.ts';

describe('values of unknown type', () => {
  test('blank text says nothing, a number is text too', () => {
    expect([string(''), string(' \n'), string(7), string('a'), string({}), string(null)]).toEqual([
      undefined,
      undefined,
      '7',
      'a',
      undefined,
      undefined,
    ]);
  });

  test('one value stands for a list of one; objects count by name, code or value', () => {
    expect(strings(['a', null, { name: 'b' }, { code: 'c' }, { value: 'd' }, {}, 5])).toEqual([
      'a',
      'b',
      'c',
      'd',
      '5',
    ]);
    expect(strings('a')).toEqual(['a']);
    expect(strings(undefined)).toEqual([]);
  });

  test('numbers come as numbers or digits, dates as text, epoch seconds or milliseconds', () => {
    expect([number('12'), number(' 1.5 '), number('1e3'), number('x'), number('')]).toEqual([
      12,
      1.5,
      undefined,
      undefined,
      undefined,
    ]);
    expect(date(1_770_000_000)).toBe('2026-02-02T02:40:00.000Z');
    expect(date(1_770_000_000_000)).toBe('2026-02-02T02:40:00.000Z');
    expect(date('2026')).toBe('2026');
    expect(date(1e300)).toBe('1e+300');
  });

  test('an embargo without an end is true; none is false, null or blank', () => {
    expect([embargo(true), embargo(false), embargo(null), embargo(''), embargo('tomorrow')]).toEqual([
      '',
      undefined,
      undefined,
      undefined,
      'tomorrow',
    ]);
    expect([flag(true), flag('true'), flag(1), flag('no'), flag(undefined)]).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('fields of an object', () => {
  test('names are found in any case, the exact one first', () => {
    const fields = new Fields({ VersionCreated: 'a', pubstatus: 'b', pubStatus: 'c' });
    expect(fields.string('versioncreated')).toBe('a');
    expect(fields.string('pubStatus')).toBe('c');
  });

  test('what nobody asked for is left over, and told once', () => {
    const fields = new Fields({ known: 1, odd: 2, empty: '', none: null, more: { a: 1 } });
    fields.string('known');
    expect(leftovers(fields)).toEqual({
      extra: { odd: 2, more: { a: 1 } },
      warnings: [{ code: 'unknown-properties', detail: 'kept in extra: odd, more' }],
    });
  });

  test('a second name with another value is not lost', () => {
    const fields = new Fields({ slugline: 'a', slug: 'b' });
    expect(fields.string('slugline', 'slug')).toBe('a');
    expect(leftovers(fields).extra).toEqual({ slug: 'b' });
  });

  test('a value of another type than expected is kept without a place', () => {
    const fields = new Fields({ byline: { first: 'A' } });
    expect(fields.string('byline')).toBeUndefined();
    expect(leftovers(fields)).toEqual({ extra: { byline: { first: 'A' } }, warnings: [] });
  });

  test('names of the prototype are not properties, and __proto__ is data', () => {
    const fields = new Fields(JSON.parse('{"__proto__": {"x": 1}, "a": 2}') as Record<string, unknown>);
    expect(fields.get('constructor', 'toString')).toBeUndefined();
    const { extra } = leftovers(fields);
    expect(Object.keys(extra ?? {})).toEqual(['__proto__', 'a']);
    expect(Object.getPrototypeOf(extra)).toBe(Object.prototype);
  });

  test('a warning names no more than twenty properties', () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`p${index}`, index]));
    expect(leftovers(new Fields(many)).warnings[0]?.detail).toMatch(/p19 and 10 more$/);
  });
});

describe('codes', () => {
  test.each([
    ['http://cv.example/x/', '1', 'http://cv.example/x/1'],
    ['http://cv.example/x', '1', 'http://cv.example/x/1'],
    ['urn:x:', '1', 'urn:x:1'],
    ['http://cv.example/x/', 'http://cv.example/x/1', 'http://cv.example/x/1'],
    [
      'http://cv.iptc.org/newscodes/mediatopic/',
      'medtop:20000002',
      'http://cv.iptc.org/newscodes/mediatopic/20000002',
    ],
    ['medtop', '20000002', 'http://cv.iptc.org/newscodes/mediatopic/20000002'],
    ['iptc_subject_code', '01000000', 'http://cv.iptc.org/newscodes/subjectcode/01000000'],
    ['iptc', 'a', 'iptc:a'],
    ['house', 'x y', 'house:x y'],
  ])('scheme %s and code %s give %s', (scheme, code, uri) => {
    expect(conceptOf(scheme, code)).toBe(uri);
  });

  test('what is no qcode stays a literal', () => {
    expect([qcodeOf('politics'), qcodeOf('see: this'), qcodeOf('a:'), qcodeOf('//x:y')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each([
    ['sig:correction', ['correction']],
    ['edStat:D', ['kill']],
    [{ updatetype: 'UV', retransmission: true }, ['update', 'resend']],
    [
      ['newscontent', 'Kill', { qcode: 'sig:update' }],
      ['kill', 'update'],
    ],
    ['constructor', []],
    [undefined, []],
  ])('signals of %j', (value, signals) => {
    expect(signalsOf(value)).toEqual(signals);
  });
});

describe('text that is almost JSON', () => {
  const read = (text: string): unknown => parseJson(text).value;

  test('raw control characters in strings are read as escaped, and it is said', () => {
    expect(parseJson('{"a":"b\n\tc\u0001", "d\\"\n": 1}')).toEqual({
      value: { a: 'b\n\tc\u0001', 'd"\n': 1 },
      repair: 'control characters or backslashes in strings were not escaped',
    });
    expect(parseJson('{"a":\n"b"}').repair).toBeUndefined();
  });

  test('one object a line is a list', () => {
    expect(read('{"a":1}\r\n{"a":2}\n\n{"a":3}\n')).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
  });

  test.each([
    ['a line that is cut off', '{"a":1}\n{"a":', 'malformed-json'],
    ['a text that is cut off', '{"a":"b\n', 'truncated'],
    ['a comma too many', '{"a":1,}', 'malformed-json'],
    ['nesting without end', '['.repeat(5000), 'too-deep'],
  ])('%s is refused', (_what, text, code) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code }));
  });
});
