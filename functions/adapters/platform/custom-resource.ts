/** What a function of a template's own resources has to tell CloudFormation, or the deployment waits for an hour. */
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

export interface Made {
  /** Stays the same for as long as the resource is the same. */
  id: string;
  /** What the template may ask of it. */
  attributes?: Readonly<Record<string, string>>;
}

/** Does what a template asks, and tells the outcome, failures too. */
export async function answerCloudFormation(
  event: CloudFormationCustomResourceEvent,
  make: () => Promise<Made>,
): Promise<void> {
  const about = {
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  };
  let outcome: object;
  try {
    const { id, attributes = {} } = await make();
    outcome = { ...about, Status: 'SUCCESS', PhysicalResourceId: id, Data: attributes };
  } catch (error) {
    const Reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const id = 'PhysicalResourceId' in event ? event.PhysicalResourceId : event.RequestId;
    outcome = { ...about, Status: 'FAILED', Reason, PhysicalResourceId: id };
  }
  // The address is signed for a request without a type
  const response = await fetch(event.ResponseURL, {
    method: 'PUT',
    body: JSON.stringify(outcome),
    headers: { 'content-type': '' },
  });
  if (!response.ok) throw new Error(`CloudFormation was not told: ${response.status}`);
}
