/** Property elements (name and value pairs of an agency's own), and the securities among them. */
import type { Element } from 'domhandler';
import type { Organisation } from '../../article/ninjs.ts';
import { attribute, children } from '../../text/xml.ts';
import { present } from '../common/json.ts';

const LIMIT = 300;

/** The properties of one or more elements, in order; remembers what was asked for. */
export interface Properties {
  /** The first value whose name matches. */
  first(name: RegExp): string | undefined;
  all(name: RegExp): string[];
  /** As all, by the exact name. */
  take(name: string): string[];
  /** What nobody asked for; undefined when nothing is left. */
  rest(): Record<string, string | string[]> | undefined;
}

export function propertiesOf(elements: readonly Element[]): Properties {
  const pairs: { name: string; value: string; asked: boolean }[] = [];
  for (const property of elements.flatMap((element) => children(element, 'Property')).slice(0, LIMIT)) {
    const name = attribute(property, 'FormalName') ?? '';
    const value = attribute(property, 'Value') ?? attribute(property, 'ValueRef');
    if (value !== undefined) pairs.push({ name, value, asked: false });
  }
  const matching = (matches: (name: string) => boolean): string[] =>
    pairs.flatMap((pair) => {
      if (!matches(pair.name)) return [];
      pair.asked = true;
      return [pair.value];
    });
  return {
    first: (name) => matching((written) => name.test(written))[0],
    all: (name) => matching((written) => name.test(written)),
    take: (name) => matching((written) => written.toLowerCase() === name.toLowerCase()),
    rest: () => {
      const left = new Map<string, string[]>();
      for (const { name, value, asked } of pairs) {
        if (!asked) left.set(name, [...(left.get(name) ?? []), value]);
      }
      if (left.size === 0) return undefined;
      return Object.fromEntries(
        [...left].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
      );
    },
  };
}

const TICKER = 'http://cvx.iptc.org/ticker/';
const ISIN = 'http://cvx.iptc.org/isin/';

/** A company by its securities: ticker at an exchange, ISIN. */
export function securitiesOf(properties: Properties): Organisation[] {
  const exchange = properties.first(/^exchange$/i);
  const tickers = properties.all(/^ticker(?: symbol)?$/i);
  const isins = properties.all(/^isin$/i);
  const name = properties.first(/^company(?: ?name)?$/i);
  const symbols = [
    ...tickers.map((symbol) => present({ exchange, symbol, symbolType: TICKER })),
    ...isins.map((symbol) => present({ exchange, symbol, symbolType: ISIN })),
  ];
  if (symbols.length === 0 && name === undefined) return [];
  return [
    present({
      name,
      literal: name === undefined ? literalOf(exchange, tickers[0] ?? isins[0]) : undefined,
      symbols,
    }),
  ];
}

/** A keyword of the form "TSX:T" or "NASDAQ:ACME" is a security, and stays a keyword too. */
export function securityIn(keyword: string): Organisation | undefined {
  const match = /^([A-Z][A-Za-z.-]{1,15}(?: [A-Z][A-Za-z.-]{1,15}){0,3}):\s?([A-Z\d][A-Z\d.]{0,9})$/.exec(
    keyword,
  );
  const [, exchange, symbol] = match ?? [];
  return exchange === undefined || symbol === undefined
    ? undefined
    : { literal: keyword, symbols: [{ exchange, symbol, symbolType: TICKER }] };
}

function literalOf(exchange: string | undefined, symbol: string | undefined): string | undefined {
  return exchange === undefined ? symbol : `${exchange}:${symbol ?? ''}`;
}
