declare module 'mjml' {
  interface MjmlOptions {
    readonly validationLevel?: 'strict' | 'soft' | 'skip';
    readonly keepComments?: boolean;
    readonly ignoreIncludes?: boolean;
    readonly fonts?: { readonly [name: string]: string };
  }
  interface MjmlResult {
    readonly html: string;
    readonly errors: readonly { readonly formattedMessage: string }[];
  }
  export default function mjml(source: string, options?: MjmlOptions): Promise<MjmlResult>;
}
