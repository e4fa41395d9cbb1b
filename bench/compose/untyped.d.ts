/** The parts of packages without types of their own that are used here. */
declare module 'pdfkit' {
  // biome-ignore lint/suspicious/noExplicitAny: a drawing interface of dozens of methods
  const PDFDocument: any;
  export default PDFDocument;
}
declare module 'qrcode' {
  type Level = { readonly errorCorrectionLevel: 'M'; readonly margin?: number; readonly scale?: number };
  const QRCode: {
    create(text: string, options: Level): { readonly modules: { readonly size: number; readonly data: Uint8Array } };
    toDataURL(text: string, options: Level): Promise<string>;
  };
  export default QRCode;
}
declare module 'pdfmake' {
  const pdfmake: {
    setUrlAccessPolicy(policy: (url: string) => boolean): void;
    setLocalAccessPolicy(policy: (path: string) => boolean): void;
    setFonts(fonts: { readonly [name: string]: { readonly normal: string; readonly bold: string } }): void;
    createPdf(definition: object): { getBuffer(): Promise<Uint8Array> };
  };
  export default pdfmake;
}
declare module 'mustache' {
  const Mustache: { parse(template: string): unknown; render(template: string, view: object): string };
  export default Mustache;
}
