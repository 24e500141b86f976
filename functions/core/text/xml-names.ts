/** Element names that tell `media:title` from `title`, whatever prefixes a file has chosen. */

/** Atom 1.0, and 0.3 and its forerunners. */
export const ATOM = /^https?:\/\/(?:www\.w3\.org\/2005\/Atom\/?|purl\.org\/atom\/(?:ns|app)#?.{0,20})$/i;

/** Prefixes by which feeds know these vocabularies, whatever a file binds to them; '' is none. */
const VOCABULARIES: readonly [RegExp, string][] = [
  [/^http:\/\/www\.w3\.org\/1999\/xhtml$/, ''],
  [/^http:\/\/(?:purl\.org\/rss|my\.netscape\.com\/rdf|channel\.netscape\.com\/rdf)\/[\w.]+\/$/, ''],
  [/^http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#$/, 'rdf'],
  [ATOM, 'atom'],
  [/^http:\/\/purl\.org\/rss\/1\.0\/modules\/content\/$/, 'content'],
  [/^http:\/\/purl\.org\/dc\/elements\/1\.[01]\/$/, 'dc'],
  [/^http:\/\/purl\.org\/dc\/terms\/$/, 'dcterms'],
  [/^https?:\/\/search\.yahoo\.com\/mrss\/?$/, 'media'],
  [/^http:\/\/www\.georss\.org\/georss(?:\/\d+)?\/?$/, 'georss'],
  [/^http:\/\/www\.opengis\.net\/gml(?:\/[\d.]+)?$/, 'gml'],
  [/^http:\/\/www\.w3\.org\/2003\/01\/geo\/wgs84_pos#$/, 'geo'],
  [/^http:\/\/www\.itunes\.com\/dtds\/podcast-1\.0\.dtd$/i, 'itunes'],
  [/^https?:\/\/wordpress\.org\/export\/[\d.]+\/?$/, 'wp'],
  [/^https?:\/\/wordpress\.org\/export\/[\d.]+\/excerpt\/?$/, 'excerpt'],
  [/^http:\/\/feed\.wenn\.com\/xmlns\/\d{4}\/\d{2}\/wenn_cm$/, 'wenn_cm'],
  [/^http:\/\/feed\.wenn\.com\/xmlns\/\d{4}\/\d{2}\/wenn_nm$/, 'wenn_nm'],
  [/^http:\/\/ap\.org\/schemas\/\d{2}\/\d{4}\/apcm$/, 'apcm'],
  [/^http:\/\/ap\.org\/schemas\/\d{2}\/\d{4}\/apnm$/, 'apnm'],
];

/**
 * Names elements as `prefix:local` with the prefix that their vocabulary is known by; the local name alone
 * for XHTML, RSS, elements of no namespace and those of the root's own namespace.
 */
export class QualifiedNames {
  readonly #prefixes = new Map<string, string | undefined>();
  readonly #bindings: (Map<string, string> | undefined)[] = [];
  #root: string | undefined;
  /** The root's prefix, where nothing binds it. */
  #unbound: string | undefined;
  /** Atom without its namespace at the root: entries may have it. */
  #isBareAtom = false;

  open(name: string, attributes: Readonly<Record<string, string>>): string {
    let bound: Map<string, string> | undefined;
    for (const key in attributes) {
      if (key === 'xmlns' || key.startsWith('xmlns:')) {
        (bound ??= new Map()).set(key.slice(6), attributes[key] ?? '');
      }
    }
    this.#bindings.push(bound);
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    const local = name.slice(colon + 1);
    const namespace = this.#lookUp(prefix);
    if (this.#root === undefined) {
      this.#root = namespace ?? '';
      if (namespace === undefined) this.#unbound = prefix;
      this.#isBareAtom = local === 'feed' || local === 'entry';
    }
    if (namespace === undefined) return prefix === this.#unbound ? local : name;
    if (namespace === '' || namespace === this.#root) return local;
    if (this.#isBareAtom && ATOM.test(namespace)) return local;
    const known = this.#knownPrefix(namespace) ?? prefix;
    return known === '' ? local : `${known}:${local}`;
  }

  close(): void {
    this.#bindings.pop();
  }

  /** The namespace of a prefix; undefined for one that was never bound (it then stays as written). */
  #lookUp(prefix: string): string | undefined {
    for (let index = this.#bindings.length - 1; index >= 0; index--) {
      const found = this.#bindings[index]?.get(prefix);
      if (found !== undefined) return found;
    }
    return prefix === '' ? '' : undefined;
  }

  #knownPrefix(namespace: string): string | undefined {
    if (!this.#prefixes.has(namespace)) {
      this.#prefixes.set(namespace, VOCABULARIES.find(([pattern]) => pattern.test(namespace))?.[1]);
    }
    return this.#prefixes.get(namespace);
  }
}
