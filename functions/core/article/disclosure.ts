import type { Article } from './ninjs.ts';
import type { ArticleRecord, RawReference, Wire } from './record.ts';

/**
 * What a message of an end says: which article it is and what became of it, and nothing of what was in it, whether or
 * not that was public. File names and further ids of the agency can tell the subject, so they go too.
 * @param withNote the public note of the agency stays, which gives the reason: only where the article was announced
 */
export function bareEnd({ article, wire }: ArticleRecord, withNote: boolean): ArticleRecord {
  const { uri, type, version, versionCreated, pubStatus, edNote, standard } = article;
  const identity: Article = {
    uri,
    ...(type === undefined ? {} : { type }),
    ...(version === undefined ? {} : { version }),
    ...(versionCreated === undefined ? {} : { versionCreated }),
    ...(pubStatus === undefined ? {} : { pubStatus }),
    ...(withNote && edNote !== undefined ? { edNote } : {}),
    ...(standard === undefined ? {} : { standard }),
  };
  return { article: identity, wire: bareWire(wire) };
}

/** The words of an embargo go too: where it stands in words, they are the headline or a note. */
function bareWire(whole: Wire): Wire {
  const { references: _references, kill: _kill, heldFor: _heldFor, rights: _rights, ...wire } = whole;
  return {
    ...wire,
    signals: wire.signals.filter((signal) => signal === 'kill'),
    replaces: [],
    takeKey: null,
    keywords: [],
    service: '',
    categories: [],
    dateline: { text: null, city: null, country: null, date: null },
    creditLine: null,
    embargo: { until: null, indefinite: false, text: null },
    edNotes: [],
    providerWordCount: null,
    sources: wire.sources.filter(({ role }) => role === 'provider'),
    text: { removed: [], lossRatio: 0 },
    raw: bareRaw(wire.raw),
    warnings: [],
    extra: {},
  };
}

function bareRaw({ charsetDeclared, charsetUsed, parser }: RawReference): RawReference {
  return { bucket: '', key: '', versionId: '', sha256: '', bytes: 0, charsetDeclared, charsetUsed, parser };
}
