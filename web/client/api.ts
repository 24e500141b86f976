/** Questions to the API of the page's own origin. Answers are values: the page goes on, whatever comes. */
import type { Problem } from '../../functions/core/feed/contract.ts';

export type Answer<T> =
  | { kind: 'ok'; data: T; etag: string | null }
  /** As it was when its ETag was told. */
  | { kind: 'same' }
  | { kind: 'problem'; status: number; problem: Problem | null }
  | { kind: 'signed-out' }
  | { kind: 'unreachable' };

export interface Asked {
  etag?: string | null;
  signal?: AbortSignal;
}

export interface Api {
  get: <T extends Versioned>(path: string, asked?: Asked) => Promise<Answer<T>>;
  post: (path: string, body: object) => Promise<Answer<Versioned>>;
}

export interface Versioned {
  schemaVersion: string;
}

/** Longer than the slowest honest answer. */
const TIMEOUT = 15_000;

/**
 * @param authorization the header's value; null where the machine itself stands for the user
 * @param renew asks for a newer one; false: the user has to sign in again
 */
export function createApi(authorization: () => Promise<string | null>, renew: () => Promise<boolean>): Api {
  async function ask<T>(path: string, init: RequestInit, again = true): Promise<Answer<T>> {
    let response: Response;
    let body: unknown;
    try {
      const token = await authorization();
      const headers = new Headers(init.headers);
      headers.set('Accept', 'application/json');
      if (token !== null) headers.set('Authorization', token);
      const timeout = AbortSignal.timeout(TIMEOUT);
      const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
      response = await fetch(own(path), { ...init, headers, signal, redirect: 'error' });
      body = response.status === 304 || response.status === 204 ? null : await readJson(response);
    } catch {
      return { kind: 'unreachable' };
    }
    if (response.status === 304) return { kind: 'same' };
    if (response.status === 401) {
      return again && (await renew()) ? ask(path, init, false) : { kind: 'signed-out' };
    }
    if (!response.ok) {
      return { kind: 'problem', status: response.status, problem: isProblem(body) ? body : null };
    }
    if (response.status !== 204 && !isAnswer(body)) {
      return { kind: 'problem', status: response.status, problem: null };
    }
    return { kind: 'ok', data: body as T, etag: response.headers.get('ETag') };
  }
  return {
    get: (path, { etag = null, signal } = {}) =>
      ask(path, {
        ...(etag === null ? {} : { headers: { 'If-None-Match': etag } }),
        ...(signal === undefined ? {} : { signal }),
        credentials: 'same-origin',
      }),
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        credentials: 'same-origin',
        keepalive: true,
      }),
  };
}

/** @returns what to tell a person of an answer that was none; null where there is nothing to tell */
export function failureOf(answer: Answer<unknown>): string | null {
  switch (answer.kind) {
    case 'ok':
    case 'same':
      return null;
    case 'signed-out':
      return 'The session has expired.';
    case 'unreachable':
      return 'The wire does not answer.';
    case 'problem':
      return answer.problem?.detail ?? answer.problem?.title ?? `The wire answered with ${answer.status}.`;
  }
}

/** Links of answers are paths; one that leads elsewhere is not followed. */
function own(path: string): string {
  const url = new URL(path, location.origin);
  if (url.origin !== location.origin) throw new Error(`no address of this origin: ${path}`);
  return url.href;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (response.ok) throw error;
    return null;
  }
}

/** Of this major version: more properties than are known do no harm. */
function isAnswer(value: unknown): value is Versioned {
  return (
    typeof value === 'object' &&
    value !== null &&
    'schemaVersion' in value &&
    typeof value.schemaVersion === 'string' &&
    value.schemaVersion.startsWith('1.')
  );
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'title' in value &&
    typeof value.title === 'string' &&
    'detail' in value &&
    typeof value.detail === 'string'
  );
}
