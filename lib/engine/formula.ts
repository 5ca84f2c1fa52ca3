/** A formula over signals, parsed once by `parse-formula.ts` and evaluated without any `eval`. */
export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'signal'; readonly name: string }
  | { readonly kind: 'negate'; readonly of: Formula }
  | {
      readonly kind: 'binary';
      /** `??` takes the right side where the left has no value. */
      readonly operator: '+' | '-' | '*' | '/' | '??';
      readonly left: Formula;
      readonly right: Formula;
    }
  | {
      readonly kind: 'call';
      readonly name: 'max' | 'min' | 'sum' | 'avg';
      readonly arguments: readonly Formula[];
    };
