/**
 * Rights and AI as formats write them in fields. `aiInfo` of NewsML-G2 and ninjs is still in review at the IPTC, and
 * agencies write it before it is decided: it is read by the names of its parts, wherever and however nested they are.
 */
import type { Element } from 'domhandler';
import type { ItemRights } from '../../article/wire-item.ts';
import { children, text } from '../../text/xml.ts';
import { array, isObject, own, present, string, strings, type Fields, type JsonObject } from './json.ts';

type Ai = NonNullable<ItemRights['ai']>[number];

/** The parts of an `aiInfo` by what their names say, without "ai" before them. */
const SYSTEM = /^(?:system|systemused|model|engine|tool|generator|service)$/;
const VERSION = /^(?:version|systemversion|systemversionused|modelversion)$/;
const PROVIDER = /^(?:provider|vendor|systemprovider)$/;
const PROMPT = /^(?:prompt|promptinfo|promptinformation|promptdescription|textpromptdescription)$/;
const WRITER = /^(?:promptwriter|promptwritername|promptauthor)$/;

function partName(name: string): string {
  const folded = name.toLowerCase().replace(/[^a-z]/g, '');
  return folded.startsWith('ai') ? folded.slice(2) : folded;
}

/** A value with its name, and what is in it. */
interface Part {
  name: string;
  value: string | undefined;
  parts: Part[];
}

/** Of an element or object that speaks of AI; undefined where nothing of it is understood and nothing written. */
function aiOf(whole: Part, field: string): Ai | undefined {
  const find = (parts: readonly Part[], names: RegExp): Part | undefined =>
    parts.find(({ name }) => names.test(partName(name)));
  const below = (part: Part | undefined, names: RegExp): string | undefined =>
    part === undefined ? undefined : find(part.parts, names)?.value;
  const called = (part: Part | undefined): string | undefined =>
    part === undefined
      ? undefined
      : (below(part, /^(?:name|literal|value)$/) ?? part.value ?? below(part, /^(?:qcode|uri|href)$/));
  const isSystem = SYSTEM.test(partName(whole.name));
  const system = isSystem ? whole : find(whole.parts, SYSTEM);
  const provider = find(system?.parts ?? [], PROVIDER) ?? find(whole.parts, PROVIDER);
  const found = present({
    system: called(system),
    version: below(system, VERSION) ?? below(whole, VERSION),
    provider: called(provider),
    uri: below(system, /^uri$/),
    prompt: called(find(whole.parts, PROMPT)),
    promptWriter: called(find(whole.parts, WRITER)),
  });
  if (Object.keys(found).length > 0) return { ...found, field };
  const written = allText(whole);
  return written === '' ? undefined : { system: written, field };
}

function allText({ value, parts }: Part): string {
  return [value ?? '', ...parts.map(allText)].filter((one) => one !== '').join(' ');
}

const DEEPEST = 6;

function partOfElement(element: Element, depth = 0): Part {
  const inner = children(element);
  return {
    name: element.name,
    value: inner.length === 0 ? text(element) : undefined,
    parts: [
      ...Object.entries(element.attribs).map(([name, value]) => ({ name, value, parts: [] })),
      ...(depth < DEEPEST ? inner.map((one) => partOfElement(one, depth + 1)) : []),
    ],
  };
}

function partOfJson(name: string, value: unknown, depth = 0): Part {
  const parts =
    isObject(value) && depth < DEEPEST
      ? Object.entries(value).map(([key, one]) => partOfJson(key, one, depth + 1))
      : [];
  return { name, value: string(value), parts };
}

/** Elements that speak of AI, by their names: `aiInfo`, `aiSystem`, `aiPromptInformation`. */
export function aiOfElements(elements: readonly Element[]): Ai[] {
  return elements
    .filter(({ name }) => /^ai(?:[A-Z_-]|$)/.test(name))
    .slice(0, 20)
    .flatMap((element) => aiOf(partOfElement(element), element.name) ?? []);
}

/** `dataMining`, `aiInfo` and `rightsInfo` of JSON, whatever the case of their names. */
export function rightsOfFields(fields: Fields): ItemRights | undefined {
  const info = fields.object('rightsInfo');
  const mining = array(fields.get('dataMining', 'data_mining', 'tdm', 'tdmReservation', 'tdm-reservation'));
  const ai = array(fields.get('aiInfo', 'ai_info', 'ai'));
  const linked = string(own(info, 'linkedRights') ?? own(info, 'linkedrights'));
  const expression = string(own(info, 'encodedRights') ?? own(info, 'encodedrights'));
  const language = string(own(info, 'langId') ?? own(info, 'langid'));
  const restrictions = strings(
    fields.get('restrictions', 'restriction', 'usageRestrictions', 'rights_restrictions'),
  );
  const found = present({
    dataMining: mining.flatMap((value) => dataMiningOf(value)),
    ai: ai.slice(0, 20).flatMap((value) => aiOf(partOfJson('aiInfo', value), 'aiInfo') ?? []),
    statements: [...restrictions.map((one) => ({ text: one, field: 'restrictions' })), ...leftOf(info)],
    linked,
    encoded: expression,
    language,
  });
  return Object.keys(found).length === 0 ? undefined : found;
}

function dataMiningOf(value: unknown): NonNullable<ItemRights['dataMining']> {
  if (typeof value === 'boolean') return [{ value: String(value), field: 'dataMining' }];
  const written =
    string(value) ??
    ['uri', 'qcode', 'literal', 'code', 'value', 'name'].flatMap((name) => string(own(value, name)) ?? [])[0];
  const constraints = string(own(value, 'constraints') ?? own(value, 'otherConstraints'));
  return written === undefined
    ? []
    : [{ value: written, field: 'dataMining', ...(constraints === undefined ? {} : { constraints }) }];
}

const READ = /^(?:langid|linkedrights|encodedrights)$/i;

/** What `rightsInfo` holds beyond what ninjs gives it. */
function leftOf(info: JsonObject | undefined): { text: string; field: string }[] {
  return Object.entries(info ?? {})
    .filter(([name]) => !READ.test(name))
    .map(([name, value]) => ({
      text: string(value) ?? JSON.stringify(value),
      field: `rightsInfo.${name}`,
    }));
}
