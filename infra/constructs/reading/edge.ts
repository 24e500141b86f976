import { Aws, Duration, Fn, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode as EdgeCode,
  FunctionEventType,
  FunctionUrlOriginAccessControl,
  HttpVersion,
  KeyGroup,
  OriginRequestPolicy,
  PriceClass,
  PublicKey,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  Signing,
  ViewerProtocolPolicy,
  type BehaviorOptions,
  type ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { FunctionUrlOrigin, HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { LIVE_PATH } from '../../../functions/core/feed/rights.ts';
import type { Config } from '../../config.ts';
import { nameResource } from '../naming.ts';
import type { NodeFunction } from '../node-function.ts';
import { apiHeaders, pageHeaders } from './headers.ts';
import type { Reads } from './settings.ts';

export interface EdgeProps {
  readonly config: Config;
  readonly reads: Reads;
  /** Holds the page. */
  readonly site: Bucket;
  /** Of the API, without a path. */
  readonly apiHost: string;
  readonly live: NodeFunction;
  /** PEM. */
  readonly publicKey: string;
  /** Origins besides its own that the page asks for tokens. */
  readonly tokenOrigins: readonly string[];
}

/** One origin for page and API, and the second for which all readers with the same rights share an answer. */
export class Edge extends Construct {
  readonly distribution: Distribution;
  readonly publicKey: PublicKey;
  /** Name of the site. */
  readonly host: string;

  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id);
    const { config, reads, site, apiHost } = props;
    this.publicKey = new PublicKey(this, 'PublicKey', { encodedKey: props.publicKey });
    nameResource(this.publicKey, 'LivePublicKey');
    const ofApi = apiHeaders(this, config);
    const { domain } = reads;
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `${config.name}: page, API and live feed`,
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      ...(domain === undefined
        ? {}
        : {
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            domainNames: [domain.name],
            certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
          }),
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(site as IBucket, {
          originAccessControl: this.#siteAccess(config),
        }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: pageHeaders(this, config, props.tokenOrigins),
        compress: true,
      },
      additionalBehaviors: {
        '/v1/live/*': this.#live(props, ofApi),
        '/v1/*': {
          origin: new HttpOrigin(apiHost),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          responseHeadersPolicy: ofApi,
        },
      },
      // A refusal or a fault is asked for again at once, not after CloudFront's ten seconds
      errorResponses: [400, 403, 404, 500, 502, 503, 504].map((httpStatus) => ({
        httpStatus,
        ttl: Duration.seconds(httpStatus < 500 ? 0 : 1),
      })),
    });
    nameResource(this.distribution, 'Distribution');
    this.#acknowledge(domain !== undefined);
    this.host = domain?.name ?? this.distribution.distributionDomainName;
  }

  #live({ config, live }: EdgeProps, headers: ResponseHeadersPolicy): BehaviorOptions {
    const keys = new KeyGroup(this, 'Keys', {
      items: [this.publicKey],
      keyGroupName: Fn.join('-', [config.name, 'live', Aws.REGION]),
    });
    nameResource(keys, 'LiveKeys');
    const second = Duration.seconds(1);
    const cachePolicy = new CachePolicy(this, 'OneSecond', {
      cachePolicyName: Fn.join('-', [config.name, 'live', Aws.REGION]),
      comment: 'The live feed: one answer a second for all with the same rights and the same cursor',
      minTtl: second,
      defaultTtl: second,
      maxTtl: second,
      queryStringBehavior: CacheQueryStringBehavior.all(),
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    });
    nameResource(cachePolicy, 'LiveCache');
    const onlyRights = new EdgeFunction(this, 'OnlyRights', {
      functionName: Fn.join('-', [config.name, 'live', Aws.REGION]),
      comment: 'A path of the live feed is nothing but its rights',
      // The signature is for whatever begins with the reader's own rights: no path may go on to those of others
      code: EdgeCode.fromInline(
        `function handler(e){return ${String(LIVE_PATH)}.test(e.request.uri)?e.request:{statusCode:404,statusDescription:'Not Found'}}`,
      ),
    });
    nameResource(onlyRights, 'LiveOnlyRights');
    const url = live.function.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM });
    nameResource(url, 'LiveUrl');
    const originAccessControl = new FunctionUrlOriginAccessControl(this, 'LiveAccess', {
      originAccessControlName: Fn.join('-', [config.name, 'live', Aws.REGION]),
      signing: Signing.SIGV4_ALWAYS,
    });
    nameResource(originAccessControl, 'LiveAccess');
    return {
      origin: FunctionUrlOrigin.withOriginAccessControl(url, { originAccessControl }),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy,
      trustedKeyGroups: [keys],
      functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: onlyRights }],
      responseHeadersPolicy: headers,
      compress: true,
    };
  }

  #siteAccess(config: Config): S3OriginAccessControl {
    const access = new S3OriginAccessControl(this, 'SiteAccess', {
      originAccessControlName: Fn.join('-', [config.name, 'site', Aws.REGION]),
      signing: Signing.SIGV4_ALWAYS,
    });
    nameResource(access, 'SiteAccess');
    return access;
  }

  #acknowledge(hasCertificate: boolean): void {
    const reasons = {
      CFR1: 'Journalists read the wire from wherever they are.',
      CFR2: 'A firewall costs more each month than all of the reading side: an account adds its own to the distribution.',
      CFR3: 'The API writes access logs; besides it there is a static page, and one path that is polled each second.',
      ...(hasCertificate
        ? {}
        : {
            CFR4: 'With the name that CloudFront gives goes its own certificate; `domain` of the settings has another.',
          }),
    };
    for (const [rule, reason] of Object.entries(reasons))
      Validations.of(this.distribution).acknowledge({ id: `AwsSolutions-${rule}`, reason });
  }
}
