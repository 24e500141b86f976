/** Securities of an organisation: hasInstrument of the standard, Marketwired's relations, ticker keywords. */
import type { Element } from 'domhandler';
import type { Organisation } from '../../article/ninjs.ts';
import { attribute, child, children } from '../../text/xml.ts';
import { present } from '../common/json.ts';
import { codeOf, lastPart, splitQCode } from './catalog.ts';
import { assertOf, type Scope } from './concepts.ts';

type Symbol = NonNullable<Organisation['symbols']>[number];

/**
 * @param keywords keywords that may be tickers ("TSX:T") of this organisation: those of an item about one
 *   organisation only, because a ticker does not say whose it is
 */
export function symbolsOf(organisation: Element, scope: Scope, keywords: readonly string[]): Symbol[] {
  const stated = [organisation, assertOf(organisation, scope)].flatMap((holder) =>
    holder === undefined ? [] : [...instrumentsOf(holder, scope), ...relatedInstruments(holder, scope)],
  );
  return stated.length > 0 ? stated : keywords.flatMap(tickerOf);
}

function instrumentsOf(holder: Element, scope: Scope): Symbol[] {
  const details = child(holder, 'organisationDetails');
  return children(details, 'hasInstrument').flatMap((instrument) => {
    const symbol = attribute(instrument, 'symbol');
    if (symbol === undefined) return [];
    return [
      present({
        symbol,
        exchange:
          attribute(instrument, 'marketlabel') ?? (lastPart(attribute(instrument, 'market')) || undefined),
        symbolType: typeUri(
          attribute(instrument, 'symboltype') ?? attribute(instrument, 'symboltypeuri'),
          scope,
        ),
      }),
    ];
  });
}

function relatedInstruments(holder: Element, scope: Scope): Symbol[] {
  return children(holder, 'related').flatMap((related) => {
    if (codeOf(attribute(related, 'rel')) !== 'instrument') return [];
    const market = children(related, 'related').find(
      (inner) => codeOf(attribute(inner, 'rel')) === 'tradedon',
    );
    const qcode = splitQCode(attribute(related, 'qcode') ?? '');
    const symbol = qcode?.code ?? attribute(related, 'literal');
    if (symbol === undefined) return [];
    return [
      present({
        symbol,
        exchange: lastPart(attribute(market, 'qcode') ?? attribute(market, 'literal')) || undefined,
        symbolType: qcode === undefined ? undefined : scope.catalog.schemeOf(qcode.alias.toLowerCase()),
      }),
    ];
  });
}

function typeUri(type: string | undefined, scope: Scope): string | undefined {
  if (type === undefined || /^https?:/i.test(type)) return type;
  const uri = scope.catalog.resolve(type);
  return uri?.startsWith('urn:x-qcode:') === true ? undefined : uri;
}

function tickerOf(keyword: string): Symbol[] {
  const match = /^([A-Z][A-Z-]{1,9}):\s?([A-Z\d][\w.-]{0,11})$/.exec(keyword);
  return match === null ? [] : [{ exchange: match[1] ?? '', symbol: match[2] ?? '' }];
}
