/** itemMeta and rightsInfo: what an item is, whose it is, and how it may be used. */
import type { Element } from 'domhandler';
import type { AltId } from '../../article/ninjs.ts';
import type { EdNote, Signal } from '../../article/record.ts';
import { attribute, child, children, childrenByName, text } from '../../text/xml.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { aiOfElements } from '../common/rights.ts';
import { allToJson, blockText, toJson } from '../common/xml-values.ts';
import { codeOf, lastPart } from './catalog.ts';
import { labelOf, preferred, referenceOf, uriOf, type Scope } from './concepts.ts';
import { typeOf } from './item-class.ts';
import { readLinks } from './links.ts';

export function readItemMeta(item: Element, scope: Scope): Partial<WireItem> {
  const meta = child(item, 'itemMeta');
  if (meta === undefined) return {};
  const all = childrenByName(meta);
  const signals = readSignals(all('signal'));
  const status = statusOf(all('pubStatus')[0]);
  const embargoed = all('embargoed')[0];
  const services = all('service');
  const titles = all('title').filter((title) => attribute(title, 'role') === undefined);
  const { edNotes, embargoText } = readEdNotes(meta);
  const links = readLinks(meta, scope, attribute(item, 'guid'));
  const provider = all('provider')[0];
  return present({
    type: typeOf(all('itemClass')[0]),
    status: signals.killed ? 'canceled' : status,
    versionCreated: text(all('versionCreated')[0]),
    firstCreated: text(all('firstCreated')[0]),
    expires: text(all('expires')[0]),
    embargoed: embargoed === undefined ? undefined : (text(embargoed) ?? ''),
    embargoText,
    title: text(preferred(titles, scope.language)),
    service: services.map((service) => labelOrCode(service, scope)).join(' ') || undefined,
    edNotes,
    signals: signals.known,
    replaces: links.replaces,
    associations: links.associations,
    infoSources: provider === undefined ? [] : [{ ...referenceOf(provider, scope), role: 'provider' }],
    altIds: [...altIdsOf(meta), ...links.altIds],
    extra: present({
      itemClass: attribute(all('itemClass')[0], 'qcode'),
      provider:
        provider === undefined ? undefined : (attribute(provider, 'qcode') ?? labelOf(provider, scope)),
      pubStatus:
        status === undefined || /^(?:usable|withheld|cancell?ed)$/i.test(status) ? undefined : status,
      signals: signals.written,
      role: attribute(all('role')[0], 'qcode'),
      fileName: text(all('fileName')[0]),
      generator: allToJson(all('generator')),
      profile: text(all('profile')[0]),
      services: allToJson(services),
      titles: allToJson(all('title').filter((title) => attribute(title, 'role') !== undefined)),
      memberOf: allToJson(all('memberOf')),
      instanceOf: allToJson(all('instanceOf')),
      isDerivedFrom: allToJson(all('metadataCreator')),
      links: links.details,
      itemMetaExt: allToJson(all('itemMetaExtProperty')),
    }),
  });
}

/** The short code by which a feed's services are known (bdt, RTR_TNS); the name where there is no code. */
function labelOrCode(service: Element, scope: Scope): string {
  const qcode = attribute(service, 'qcode') ?? attribute(service, 'uri');
  return qcode === undefined ? (labelOf(service, scope) ?? '') : lastPart(qcode);
}

/** TT writes states of its own: what was replaced or is only commissioned must not be used, whatever its embargo. */
const OWN_STATES: Readonly<Record<string, string>> = { replaced: 'draft', commissioned: 'draft' };

function statusOf(pubStatus: Element | undefined): string | undefined {
  const written =
    attribute(pubStatus, 'qcode') ??
    attribute(pubStatus, 'uri') ??
    attribute(pubStatus, 'literal') ??
    text(pubStatus);
  const code = codeOf(written);
  return code === '' ? undefined : (OWN_STATES[code] ?? code);
}

/** Reuters' editorial status: N new, U update, C correction, D delete. */
const REUTERS_STATUS: Readonly<Record<string, Signal>> = {
  u: 'update',
  c: 'correction',
  d: 'kill',
  r: 'resend',
};

const SIGNALS: Readonly<Record<string, readonly Signal[]>> = {
  update: ['update'],
  correction: ['correction'],
  corrected: ['correction'],
  cancel: ['kill'],
  kill: ['kill'],
  alert: ['alert'],
  flash: ['alert'],
  urgent: ['alert'],
  breaking: ['alert'],
  lead: ['lead', 'update'],
  writethru: ['writethru', 'update'],
  advisory: ['advisory'],
  test: ['test'],
  resend: ['resend'],
  refile: ['resend'],
  replace: ['replaces', 'update'],
  replaces: ['replaces', 'update'],
};

/** Signals of IPTC (sig:, nmsig:) and of vendors, by alias where the code alone says too little. */
export function readSignals(elements: readonly Element[]): {
  known: Signal[];
  written: string[];
  killed: boolean;
} {
  const known = new Set<Signal>();
  const written: string[] = [];
  for (const element of elements) {
    const qcode = attribute(element, 'qcode') ?? attribute(element, 'uri') ?? attribute(element, 'literal');
    if (qcode === undefined) continue;
    const name = text(child(element, 'name'));
    written.push(name === undefined ? qcode : `${qcode} ${name}`);
    const alias = qcode.slice(0, Math.max(0, qcode.indexOf(':'))).toLowerCase();
    const code = codeOf(qcode);
    if (alias === 'edstat') {
      const signal = REUTERS_STATUS[code];
      if (signal !== undefined) known.add(signal);
    } else if (alias === 'update') {
      // STT: what the update did (append-major-content ...)
      known.add('update');
    } else {
      for (const signal of SIGNALS[code] ?? []) known.add(signal);
    }
  }
  return { known: [...known], written, killed: known.has('kill') };
}

/** Roles of notes between desks: closing lines, contacts, notepads and all that says it is private. */
const PRIVATE_NOTE =
  /private|nonpublic|non-public|notforpublication|internal|confidential|notepad|closingline|contact|desk/;

function readEdNotes(meta: Element): { edNotes: EdNote[]; embargoText: string | undefined } {
  const edNotes: EdNote[] = [];
  let embargoText: string | undefined;
  // BusinessDesk writes ednote
  for (const element of children(meta).filter(({ name }) => name.toLowerCase() === 'ednote')) {
    const note = blockText(element);
    if (note === '') continue;
    const role = codeOf(attribute(element, 'role'));
    const constraint = codeOf(attribute(element, 'pubconstraint'));
    if (role === 'embargo') embargoText ??= note.replaceAll('\n', ' ');
    edNotes.push({ role, text: note, public: !PRIVATE_NOTE.test(role) && !PRIVATE_NOTE.test(constraint) });
  }
  return { edNotes, embargoText };
}

/** altId by its type; ids of versions, incoming feeds and transmissions by their element. */
export function altIdsOf(meta: Element): AltId[] {
  const ids: AltId[] = [];
  for (const element of children(meta)) {
    if (element.name === 'altId') {
      const value = text(element);
      const role = lastPart(attribute(element, 'type'));
      if (value !== undefined) ids.push(present({ role: role === '' ? 'altId' : role, value }));
    }
    const guid = element.name === 'versionedId' ? attribute(element, 'guid') : undefined;
    if (guid !== undefined) ids.push({ role: 'versionedId', value: guid });
    const feed = element.name === 'incomingFeedId' ? text(element) : undefined;
    if (feed !== undefined) ids.push({ role: 'incomingFeedId', value: feed });
  }
  return ids;
}

/**
 * The rights of the whole item; those that are limited to a part are told with it, and all details are kept in `extra`.
 */
export function readRights(item: Element, scope: Scope): Partial<WireItem> {
  const all = children(item, 'rightsInfo');
  const stated = readStatements(item, all, scope);
  if (all.length === 0) return stated;
  const whole = all.filter((rights) => attribute(rights, 'scope') === undefined);
  const within = (name: string): Element[] =>
    (whole.length > 0 ? whole : all).flatMap((rights) => children(rights, name));
  const holder = within('copyrightHolder')[0];
  return present({
    copyrightHolder:
      holder === undefined
        ? undefined
        : (labelOf(holder, scope) ?? (lastPart(uriOf(holder, scope)) || undefined)),
    copyrightNotice: oneOrAll(within('copyrightNotice'), scope),
    usageTerms: oneOrAll(within('usageTerms'), scope),
    rights: stated.rights,
    extra: present({
      rightsInfo: allToJson(
        all.flatMap((rights) => [
          ...children(rights, 'accountable'),
          ...children(rights, 'link'),
          ...children(rights, 'rightsExpressionXML'),
          ...children(rights, 'rightsExpressionData'),
          ...children(rights, 'rightsInfoExtProperty'),
          ...children(rights, 'rightsInfoExtension'),
        ]),
      ),
    }),
  });
}

/** Children of rightsInfo that have a place of their own. */
const RIGHTS = new Set([
  ...['copyrightHolder', 'copyrightNotice', 'usageTerms', 'accountable', 'link', 'dataMining'],
  ...['rightsExpressionXML', 'rightsExpressionData', 'rightsInfoExtension'],
]);

/** What fields say of rights: data mining, AI (2.34, and what is in review), audiences, parts, and what nobody knows. */
function readStatements(item: Element, all: readonly Element[], scope: Scope): Pick<WireItem, 'rights'> {
  const contentMeta = child(item, 'contentMeta');
  const inside = all.flatMap((rights) => children(rights));
  const holders = [item, ...all, child(item, 'itemMeta'), contentMeta, ...children(item, 'partMeta')];
  const expression = inside.find(({ name }) => /^rightsExpression(?:XML|Data)$/.test(name));
  const language = attribute(expression, 'langid');
  const written = expression === undefined ? '' : expressionOf(expression);
  const rights = present({
    dataMining: inside
      .filter(({ name }) => name === 'dataMining')
      .flatMap((element) => {
        const value =
          uriOf(element, scope) ?? attribute(element, 'qcode') ?? labelOf(element, scope) ?? text(element);
        return value === undefined ? [] : [{ value, field: 'dataMining' }];
      }),
    ai: aiOfElements(holders.flatMap((holder) => children(holder))),
    statements: [
      ...children(contentMeta, 'exclAudience').flatMap((element) => {
        const audience = labelOf(element, scope) ?? attribute(element, 'qcode') ?? uriOf(element, scope);
        return audience === undefined
          ? []
          : [{ text: audience, field: 'exclAudience', kind: 'audience-out' as const, scope: audience }];
      }),
      ...all.flatMap((one) => partialTerms(one, all)),
      ...inside
        .filter(({ name }) => !RIGHTS.has(name) && !/^ai(?:[A-Z]|$)/.test(name))
        .map((element) => ({ text: statementOf(element), field: `rightsInfo.${element.name}` })),
    ],
    linked: inside
      .filter(({ name }) => name === 'link')
      .flatMap((link) => attribute(link, 'href') ?? attribute(link, 'residref') ?? [])[0],
    encoded: written === '' ? undefined : written,
    language: written === '' ? undefined : language,
  });
  return Object.keys(rights).length === 0 ? {} : { rights };
}

/** Terms of a part of the item, where the whole item has some of its own. */
function partialTerms(rights: Element, all: readonly Element[]): { text: string; field: string }[] {
  const part = attribute(rights, 'scope');
  if (part === undefined || all.every((one) => attribute(one, 'scope') !== undefined)) return [];
  return children(rights, 'usageTerms').map((terms) => ({
    text: blockText(terms),
    field: `rightsInfo[${part}].usageTerms`,
  }));
}

/** Attributes and text, in the order of the file. */
function statementOf(element: Element): string {
  const values = Object.entries(element.attribs)
    .filter(([name]) => !/^xmlns|^(?:id|creator|modified)$/.test(name))
    .map(([, value]) => value);
  return [...values, blockText(element).replaceAll('\n', ' ')].filter((one) => one !== '').join(' ');
}

/** Of XML as JSON of its elements: the record has no place for mark-up. */
function expressionOf(expression: Element): string {
  const inner = children(expression);
  if (inner.length === 0) return text(expression) ?? '';
  const json = Object.fromEntries(
    inner.flatMap((one) => {
      const value = toJson(one);
      return value === undefined ? [] : [[one.name, value]];
    }),
  );
  return JSON.stringify(json);
}

/** Of translations the item's language; several texts of one language all stand. */
function oneOrAll(elements: readonly Element[], scope: Scope): string | undefined {
  const best = preferred(elements, scope.language);
  const language = attribute(best, 'lang');
  const texts = elements.flatMap((element) =>
    attribute(element, 'lang') === language ? [blockText(element).replace(/\n/g, ' ')] : [],
  );
  return [...new Set(texts.filter((one) => one !== ''))].join(' ') || undefined;
}
