import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';

/** A request that DynamoDB refuses for what stands in it: a fault of its sender. */
export function invalid(message: string): DynamoDBServiceException {
  return new DynamoDBServiceException({
    name: 'ValidationException',
    $fault: 'client',
    message,
    $metadata: { httpStatusCode: 400 },
  });
}
