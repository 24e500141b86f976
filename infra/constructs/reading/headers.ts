import { Aws, Duration, Fn } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import type { Config } from '../../config.ts';
import { nameResource } from '../naming.ts';

/** Everything from the page's own origin; nothing but tokens from another one. */
export function pageHeaders(
  scope: Construct,
  config: Config,
  origins: readonly string[],
): ResponseHeadersPolicy {
  return headersOf(scope, config, 'Page', [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    ["connect-src 'self'", ...origins],
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
}

/** Answers of the API are data, whoever opens one as a page. */
export function apiHeaders(scope: Construct, config: Config): ResponseHeadersPolicy {
  return headersOf(scope, config, 'Api', ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]);
}

function headersOf(
  scope: Construct,
  config: Config,
  of: 'Page' | 'Api',
  directives: readonly (string | readonly string[])[],
): ResponseHeadersPolicy {
  const text = directives.map((directive) =>
    typeof directive === 'string' ? directive : Fn.join(' ', [...directive]),
  );
  const policy = new ResponseHeadersPolicy(scope, `${of}Headers`, {
    // Names are the account's, whatever the region
    responseHeadersPolicyName: Fn.join('-', [config.name, of.toLowerCase(), Aws.REGION]),
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: Fn.join('; ', text), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(365),
        includeSubdomains: true,
        override: true,
      },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
        { header: 'Cross-Origin-Resource-Policy', value: 'same-origin', override: true },
        {
          header: 'Permissions-Policy',
          value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
          override: true,
        },
      ],
    },
  });
  nameResource(policy, `${of}Headers`);
  return policy;
}
