/**
 * Uploads by HTML form (POST Object), with the policy that signs them. fauxqs takes any form; here its policy holds as
 * on S3: expiry, every field named in it, and the size. Signatures are not checked, as nowhere on this machine.
 */
import { isArray, isObject, type Json } from './json.ts';

export type FormUpload =
  | { ok: true; key: string; bytes: Uint8Array; contentType: string; status: number }
  | { ok: false; status: number; code: string; message: string };

type Refusal = Extract<FormUpload, { ok: false }>;

/** Fields that no policy has to name. */
const FREE_FIELDS = /^(?:file|policy|x-amz-signature|x-ignore-.*)$/i;

/** @param time epoch milliseconds */
export function readFormUpload(
  bucket: string,
  contentType: string,
  body: Uint8Array,
  time: number,
): FormUpload {
  const { fields, file } = partsOf(contentType, body);
  if (file === undefined) {
    return refused(400, 'MalformedPOSTRequest', 'the form is not well-formed, or has no file');
  }
  const key = (fields.get('key') ?? '').replaceAll('${filename}', () => baseName(file.name));
  if (key === '') return refused(400, 'InvalidArgument', "Bucket POST must contain a field named 'key'");
  fields.set('key', key);

  const problem = policyProblem(fields.set('bucket', bucket), file.bytes.length, time);
  if (problem !== undefined) return problem;
  return {
    ok: true,
    key,
    bytes: file.bytes,
    contentType: fields.get('content-type') ?? 'binary/octet-stream',
    status: Number(fields.get('success_action_status') ?? 204),
  };
}

interface Parts {
  fields: Map<string, string>;
  file: { name: string; bytes: Uint8Array } | undefined;
}

/** The fields up to the file; S3 reads none behind it. */
function partsOf(contentType: string, body: Uint8Array): Parts {
  const fields = new Map<string, string>();
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return { fields, file: undefined };
  // One character a byte, so that no byte of the file is lost
  const text = Buffer.from(body).toString('latin1');
  for (const part of text.split(`--${boundary}`).slice(1, -1)) {
    const end = part.indexOf('\r\n\r\n');
    const head = Buffer.from(part.slice(0, end), 'latin1').toString('utf8');
    const value = Buffer.from(part.slice(end + 4, -2), 'latin1');
    const name = /[; ]name="([^"]*)"/i.exec(head)?.[1]?.toLowerCase() ?? '';
    if (name === 'file') {
      return { fields, file: { name: /[; ]filename="([^"]*)"/i.exec(head)?.[1] ?? '', bytes: value } };
    }
    fields.set(name, value.toString('utf8'));
  }
  return { fields, file: undefined };
}

function policyProblem(fields: ReadonlyMap<string, string>, size: number, time: number): Refusal | undefined {
  const policy = parsedPolicy(fields.get('policy'));
  if (policy === undefined) return denied('there is no policy that can be read');
  const { expiration } = policy;
  if (typeof expiration !== 'string' || !(Date.parse(expiration) > time)) return denied('Policy expired');
  const named = new Set(['bucket']);
  for (const condition of isArray(policy.conditions) ? policy.conditions : []) {
    const [operator, field, wanted] = conditionOf(condition);
    if (operator === 'content-length-range') {
      if (size < Number(field)) return refused(400, 'EntityTooSmall', 'the upload is smaller than agreed');
      if (size > Number(wanted)) return refused(400, 'EntityTooLarge', 'the upload is larger than agreed');
      continue;
    }
    const value = fields.get(field);
    const holds =
      value !== undefined && (operator === 'starts-with' ? value.startsWith(wanted) : value === wanted);
    if (!holds) return denied(`Policy Condition failed: ${JSON.stringify(condition)}`);
    named.add(field);
  }
  const extra = [...fields.keys()].find((name) => !named.has(name) && !FREE_FIELDS.test(name));
  return extra === undefined ? undefined : denied(`Extra input fields: ${extra}`);
}

function parsedPolicy(base64: string | undefined): Readonly<Record<string, Json>> | undefined {
  try {
    const policy: unknown = JSON.parse(Buffer.from(base64 ?? '', 'base64').toString('utf8'));
    return isObject(policy) ? policy : undefined;
  } catch {
    return undefined;
  }
}

/** `["starts-with", "$key", "incoming/"]` or `{ "bucket": "name" }` as operator, field and value. */
function conditionOf(condition: Json): [operator: string, field: string, wanted: string] {
  if (isArray(condition)) {
    const [operator = '', field = '', wanted = ''] = condition.map(String);
    return [operator, field.replace(/^\$/, '').toLowerCase(), wanted];
  }
  const [[field, wanted] = ['', '']] = isObject(condition) ? Object.entries(condition) : [];
  return ['eq', field.toLowerCase(), typeof wanted === 'string' ? wanted : JSON.stringify(wanted)];
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function denied(reason: string): Refusal {
  return refused(403, 'AccessDenied', `Invalid according to Policy: ${reason}`);
}

function refused(status: number, code: string, message: string): Refusal {
  return { ok: false, status, code, message };
}
