/** What the template's CloudFront distribution does with which path: where it asks, who may, and what it adds. */
import { arnOf, functionHost, physicalName, propertiesOf } from '../catalogue.ts';
import { UnsupportedByLocalStackError } from '../errors.ts';
import { isArray, isObject, textOf, type Json, type JsonObject } from '../json.ts';
import { ofType } from '../resources.ts';
import type { Resource, Template } from '../template.ts';

export type Origin = { kind: 'page' } | { kind: 'api' } | { kind: 'function'; arn: string; host: string };

export interface Behaviour {
  /** Undefined: of all other paths. */
  pattern: RegExp | undefined;
  origin: Origin;
  /** Only with a signed cookie. */
  signed: boolean;
  /** Added to every answer; names in lower case. */
  headers: Readonly<Record<string, string>>;
}

/** The behaviours in the order in which they are tried; undefined where the template has no distribution. */
export function readBehaviours(template: Template): Behaviour[] | undefined {
  const [distribution, ...others] = ofType(template, 'AWS::CloudFront::Distribution');
  if (distribution === undefined) return undefined;
  if (others.length > 0) {
    throw new UnsupportedByLocalStackError(others[0]?.logicalId ?? '', 'a second site');
  }
  const { DistributionConfig: config } = propertiesOf(distribution, template);
  const { CacheBehaviors, DefaultCacheBehavior, Origins } = isObject(config) ? config : {};
  const origins = new Map(
    listOf(Origins).map((origin) => [origin.Id, originOf(origin, template, distribution)]),
  );
  return [...listOf(CacheBehaviors), ...(isObject(DefaultCacheBehavior) ? [DefaultCacheBehavior] : [])].map(
    (behaviour) => {
      const origin = origins.get(behaviour.TargetOriginId);
      if (origin === undefined) {
        throw new UnsupportedByLocalStackError(distribution.logicalId, 'a behaviour without an origin');
      }
      const { PathPattern: path, TrustedKeyGroups: keys, ResponseHeadersPolicyId: policy } = behaviour;
      return {
        pattern: typeof path === 'string' ? globOf(path) : undefined,
        origin,
        signed: isArray(keys) && keys.length > 0,
        headers: headersOf(policy, template),
      };
    },
  );
}

export function behaviourOf(behaviours: readonly Behaviour[], path: string): Behaviour | undefined {
  return behaviours.find(({ pattern }) => pattern === undefined || pattern.test(path));
}

/** As CloudFront matches paths and policies: `*` for anything, `?` for one character. */
export function globOf(text: string): RegExp {
  const source = text
    .replaceAll(/[.+^${}()|[\]\\]/gu, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'su');
}

function originOf({ S3OriginConfig, DomainName }: JsonObject, template: Template, at: Resource): Origin {
  if (S3OriginConfig !== undefined) return { kind: 'page' };
  const host = textOf(DomainName);
  if (host.includes('.execute-api.')) return { kind: 'api' };
  const url = ofType(template, 'AWS::Lambda::Url').find((one) => host === functionHost(one));
  const arn = url === undefined ? undefined : propertiesOf(url, template).TargetFunctionArn;
  if (typeof arn !== 'string') throw new UnsupportedByLocalStackError(at.logicalId, `the origin ${host}`);
  return { kind: 'function', arn: arn.startsWith('arn:') ? arn : arnOf('lambda', `function:${arn}`), host };
}

function headersOf(policy: Json | undefined, template: Template): Record<string, string> {
  const resource = ofType(template, 'AWS::CloudFront::ResponseHeadersPolicy').find(
    (one) => physicalName(one) === policy,
  );
  if (resource === undefined) return {};
  const { ResponseHeadersPolicyConfig: config } = propertiesOf(resource, template);
  const { SecurityHeadersConfig, CustomHeadersConfig } = isObject(config) ? config : {};
  const security = isObject(SecurityHeadersConfig) ? SecurityHeadersConfig : {};
  const value = (name: string, key: string): Json | undefined => {
    const header = security[name];
    return isObject(header) ? header[key] : undefined;
  };
  const known: Readonly<Record<string, Json | undefined>> = {
    'content-security-policy': value('ContentSecurityPolicy', 'ContentSecurityPolicy'),
    'x-content-type-options': security.ContentTypeOptions === undefined ? undefined : 'nosniff',
    'x-frame-options': value('FrameOptions', 'FrameOption'),
    'referrer-policy': value('ReferrerPolicy', 'ReferrerPolicy'),
    // Strict-Transport-Security means nothing without TLS, and would be told of localhost for a year
  };
  const custom = listOf(isObject(CustomHeadersConfig) ? CustomHeadersConfig.Items : undefined).map(
    ({ Header, Value }) => [textOf(Header).toLowerCase(), Value] as const,
  );
  return Object.fromEntries(
    [...Object.entries(known), ...custom].flatMap(([name, text]) =>
      typeof text === 'string' ? [[name, text]] : [],
    ),
  );
}

function listOf(value: Json | undefined): JsonObject[] {
  return isArray(value) ? value.filter((entry) => isObject(entry)) : [];
}
