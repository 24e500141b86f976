/** The settings of a local stack's functions, for what composes their steps itself. */
import type { Settings } from '../functions/adapters/platform/settings.ts';
import type { Register } from '../functions/core/providers/register.ts';
import type { LocalStack } from '../infra/local/stack.ts';

export function settingsOf(stack: LocalStack, providers: Register): Settings {
  return {
    tableName: stack.ref('ArticleTable'),
    archiveBucket: stack.ref('ArchiveBucket'),
    articleTopicArn: stack.ref('ArticleTopic'),
    opsTopicArn: stack.ref('OpsTopic'),
    // As the functions are told, so that what they have sent is sent again alike
    schemaBaseUrl: stack.outputs.SchemaBaseUrl ?? '',
    publishDuplicates: false,
    providers,
  };
}
