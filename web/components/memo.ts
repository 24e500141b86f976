import { Component, type ComponentChildren, type ComponentType } from 'preact';

/** A component that is drawn again only where one of its properties is another. */
export function memo<Props extends object>(draw: (props: Props) => ComponentChildren): ComponentType<Props> {
  return class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const before = new Map<string, unknown>(Object.entries(this.props));
      const after = Object.entries<unknown>(next);
      return before.size !== after.length || after.some(([key, value]) => before.get(key) !== value);
    }

    override render(): ComponentChildren {
      return draw(this.props);
    }
  };
}
