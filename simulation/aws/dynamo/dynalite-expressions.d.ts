/** The grammar of DynamoDB's expressions as dynalite has it, with the trees that its parsers make. */
declare module 'dynalite/validations/index.js' {
  export type Path = (string | number)[];

  export interface Call {
    type: string;
    name?: string;
    args: Operand[];
  }

  /** A path, a function or sum, or the very object that stood in ExpressionAttributeValues. */
  export type Operand = Path | Call | object;

  export interface Section {
    type: 'set' | 'remove' | 'add' | 'delete';
    path: Path;
    val?: Operand;
  }

  export interface Expressions {
    ExpressionAttributeNames?: Record<string, string> | undefined;
    ExpressionAttributeValues?: Record<string, object> | undefined;
    UpdateExpression?: string | undefined;
    ConditionExpression?: string | undefined;
    KeyConditionExpression?: string | undefined;
    FilterExpression?: string | undefined;
    ProjectionExpression?: string | undefined;
    _updates?: { sections: Section[]; paths: Path[] };
    _condition?: { expression: Call };
    _keyCondition?: { expression: Call };
    _filter?: { expression: Call };
    _projection?: { paths: Path[] };
  }

  export interface KeyCondition {
    ComparisonOperator: string;
    AttributeValueList: object[];
  }

  /** Parses all expressions into the underscored members. @returns what is wrong with them */
  export function validateExpressions(data: Expressions): string | undefined;

  /** @returns a condition for each key attribute, or what is wrong with it */
  export function convertKeyCondition(expression: Call): string | Record<string, KeyCondition>;
}
