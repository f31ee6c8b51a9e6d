// What we use of pdfmake. Its published types bring the browser's own into every workspace, where they contradict Node's.
declare module "pdfmake" {
  type Margin = [left: number, top: number, right: number, bottom: number];
  interface Text {
    readonly text: string;
    readonly alignment?: "right" | "center";
    readonly bold?: boolean;
    readonly fontSize?: number;
    readonly fillColor?: string;
    readonly headlineLevel?: number;
    readonly margin?: Margin;
  }
  interface TableContent {
    readonly fontSize?: number;
    readonly margin?: Margin;
    readonly table: {
      readonly headerRows: number;
      readonly keepWithHeaderRows: number;
      readonly dontBreakRows: boolean;
      readonly widths: number[];
      readonly body: (Text | string)[][];
    };
  }
  interface Stack {
    readonly stack: Content[];
    readonly unbreakable: boolean;
  }
  export type Content = Text | TableContent | Stack;
  interface Definition {
    readonly info: Readonly<Record<string, string | Date>>;
    readonly pageSize: string;
    readonly pageMargins: Margin;
    readonly defaultStyle: { readonly font: string; readonly fontSize: number; readonly lineHeight: number };
    readonly footer: (page: number, pages: number) => Content;
    readonly content: Content[];
    readonly pageBreakBefore: (
      node: { readonly headlineLevel?: number; readonly startPosition: { readonly verticalRatio: number } },
      nodes: { getFollowingNodesOnPage(): unknown[] },
    ) => boolean;
  }
  const pdfmake: {
    setUrlAccessPolicy(mayFetch: (url: string) => boolean): void;
    setLocalAccessPolicy(mayRead: (path: string) => boolean): void;
    setFonts(fonts: Readonly<Record<string, { readonly normal: string; readonly bold: string }>>): void;
    createPdf(definition: Definition): { getBuffer(): Promise<Uint8Array> };
  };
  export default pdfmake;
}
