/** QCodes to concept URIs (NewsML-G2 specification, "QCodes and catalogs"): nothing is ever fetched. */
import type { Element } from 'domhandler';
import { attribute, children } from '../../text/xml.ts';
import { STANDARD_SCHEMES, VENDOR_SCHEMES } from './aliases.ts';

export interface QCode {
  alias: string;
  code: string;
}

/** Splits at the first colon: codes may hold more of them. undefined for what is no qcode. */
export function splitQCode(qcode: string): QCode | undefined {
  const colon = qcode.indexOf(':');
  if (colon <= 0 || colon === qcode.length - 1) return undefined;
  return { alias: qcode.slice(0, colon).trim(), code: qcode.slice(colon + 1).trim() };
}

/**
 * The code at the end of a qcode or URI, lower case: "stat:usable", "http://cv.iptc.org/newscodes/pubstatusg2/usable"
 * and a bare "Usable" are all "usable". Roles and types are compared by it, whatever alias the vendor binds.
 */
export function codeOf(value: string | undefined): string {
  return lastPart(value).toLowerCase();
}

/** As codeOf, in the spelling of the source. */
export function lastPart(value: string | undefined): string {
  if (value === undefined) return '';
  return value.slice(Math.max(value.lastIndexOf(':'), value.lastIndexOf('/'), value.lastIndexOf('#')) + 1);
}

/** Resolves the aliases of one item: its own inline catalogs, the vendor catalogs that it names, the IPTC standard. */
export class Catalog {
  readonly #inline: ReadonlyMap<string, string>;
  readonly #references: readonly string[];

  /** @param holders elements that may hold `catalog` and `catalogRef`: the item first, then the message's header */
  constructor(holders: readonly Element[]) {
    const inline = new Map<string, string>();
    const references: string[] = [];
    for (const holder of holders) {
      for (const element of children(holder)) {
        if (element.name === 'catalogRef') references.push(attribute(element, 'href') ?? '');
        if (element.name !== 'catalog') continue;
        for (const scheme of children(element, 'scheme')) {
          const alias = attribute(scheme, 'alias');
          const uri = attribute(scheme, 'uri');
          if (alias !== undefined && uri !== undefined && !inline.has(alias)) inline.set(alias, uri);
        }
      }
    }
    this.#inline = inline;
    this.#references = references;
  }

  /** The scheme's URI, or undefined for an alias that nobody knows. */
  schemeOf(alias: string): string | undefined {
    return this.#inline.get(alias) ?? this.#vendorScheme(alias) ?? STANDARD_SCHEMES.get(alias);
  }

  /** Scheme URI and code joined; of an unknown scheme `urn:x-qcode:<alias>:<code>`; undefined for no qcode. */
  resolve(qcode: string | undefined): string | undefined {
    const split = qcode === undefined ? undefined : splitQCode(qcode);
    if (split === undefined) return undefined;
    const scheme = this.schemeOf(split.alias);
    return scheme === undefined ? `urn:x-qcode:${split.alias}:${split.code}` : scheme + split.code;
  }

  #vendorScheme(alias: string): string | undefined {
    for (const { catalog, schemes } of VENDOR_SCHEMES) {
      const uri = schemes.get(alias);
      if (uri !== undefined && this.#references.some((href) => catalog.test(href))) return uri;
    }
    return undefined;
  }
}
