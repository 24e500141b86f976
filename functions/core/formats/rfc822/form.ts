/** A mail whose text is one JSON object: the form of a newsroom ({"Headline": ["..."], "Body": ["..."]}). */

export interface FormFields {
  headline?: string;
  abstract?: string;
  slugline?: string;
  body?: string;
  by?: string;
  priority?: string;
  urgency?: string;
  categories: string[];
  keywords: string[];
  /** Fields without a place of their own. */
  rest: Record<string, string[]>;
}

const MAX_LENGTH = 1_000_000;

/** @returns the fields of the form, or undefined where the text is anything else */
export function formFields(text: string): FormFields | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}') || trimmed.length > MAX_LENGTH) return undefined;
  let json: unknown;
  try {
    // mail programs wrap lines inside of strings
    json = JSON.parse(trimmed.replace(/[\r\n]+/g, ' '));
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null) return undefined;
  const fields = new Map<string, string[]>();
  for (const [name, value] of Object.entries(json)) fields.set(name, stringsOf(value));
  if (![...fields.keys()].some((name) => /^(?:headline|body)$/i.test(name))) return undefined;

  const take = (name: RegExp): string[] => {
    const key = [...fields.keys()].find((one) => name.test(one));
    const values = key === undefined ? [] : (fields.get(key) ?? []);
    if (key !== undefined) fields.delete(key);
    return values;
  };
  const one = (name: RegExp): string | undefined => take(name).join('\n\n') || undefined;
  const read = {
    headline: one(/^headline$/i),
    abstract: one(/^(?:abstract|summary)$/i),
    slugline: one(/^slug(?:line)?$/i),
    body: one(/^(?:body|story|text)(?:[ _]?html)?$/i),
    by: one(/^by(?:line)?$/i),
    priority: one(/^priority$/i),
    urgency: one(/^(?:urgency|news ?value)$/i),
  };
  const categories = take(/^categor(?:y|ies)$/i);
  const keywords = take(/^(?:keywords?|tags?)$/i);
  const said = Object.entries(read).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(said), categories, keywords, rest: Object.fromEntries(fields) };
}

function stringsOf(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values
    .filter((one) => typeof one === 'string' || typeof one === 'number')
    .map((one) => String(one).trim())
    .filter((one) => one !== '');
}
