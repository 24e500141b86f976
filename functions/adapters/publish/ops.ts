/** What the operators are told on the ops topic: one JSON object a notice, with a stable type and id. */
export type OpsNotice =
  | {
      /** A delivered file could not be read at all; a copy is in quarantine. */
      type: 'wire.delivery.quarantined';
      id: string;
      time: string;
      provider: string | null;
      bucket: string;
      key: string;
      version: string;
      code: string;
      message: string;
      quarantineKey: string | null;
    }
  | {
      /** Some items of a file could not be read while others could; a copy of the file is in quarantine. */
      type: 'wire.items.rejected';
      id: string;
      time: string;
      provider: string | null;
      bucket: string;
      key: string;
      version: string;
      quarantineKey: string | null;
      /** Of all rejected items; `items` tells of the first ones. */
      count: number;
      items: { itemIndex: number; code: string; message: string }[];
    }
  | {
      /** Text that its agency has killed or withheld came again under another identity. */
      type: 'wire.killed-text.again';
      id: string;
      time: string;
      provider: string;
      articleId: string;
      uri: string;
      of: string;
      headline: string;
      /** False for the same text, which is held back; true for another version of it. */
      published: boolean;
    };
