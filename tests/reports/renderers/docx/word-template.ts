import JSZip from 'jszip';

const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const W14 = 'http://schemas.microsoft.com/office/word/2010/wordml';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const PLAIN = `${MAIN}.document.main+xml`;
export const DOTX = `${MAIN}.template.main+xml`;
export const DOCM = 'application/vnd.ms-word.document.macroEnabled.main+xml';

/** A paragraph with one run, as Word writes it. */
export const written = (text: string): string =>
  `<w:p w14:paraId="1A2B3C4D" w:rsidR="00A1" w:rsidRDefault="00A1"><w:pPr><w:spacing w:after="0"/></w:pPr>` +
  `<w:r w:rsidRPr="00B2"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

/** A placeholder as Word leaves it after the spelling check and an edit. */
export const SPLIT_TITLE =
  '<w:p w:rsidR="00A1"><w:pPr><w:jc w:val="center"/></w:pPr><w:r w:rsidR="00C3"><w:rPr><w:i/></w:rPr><w:t>Report: {</w:t></w:r>' +
  '<w:r><w:rPr><w:i/></w:rPr><w:t>{ti</w:t></w:r><w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="_GoBack"/>' +
  '<w:r w:rsidR="00D4"><w:rPr><w:i/><w:lang w:val="en-US"/></w:rPr><w:t>tle</w:t></w:r><w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellEnd"/>' +
  '<w:r><w:t xml:space="preserve">}} of </w:t></w:r><w:hyperlink r:id="rId9"><w:r><w:t>{{area}}</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>';

export const SECTION =
  '<w:sectPr w:rsidR="00A1"><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';

const style = (id: string, name: string, inside = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${inside}</w:style>`;

/** Styles of a Word in German, whose headings count themselves. */
export const GERMAN_STYLES =
  style('Standard', 'Normal') +
  style('berschrift1', 'heading 1', '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>') +
  style('berschrift2', 'heading 2', '<w:basedOn w:val="Standard"/>') +
  style('Beschriftung', 'caption') +
  '<w:style w:type="character" w:styleId="Titel"><w:name w:val="Title"/></w:style>';

export interface TemplateParts {
  readonly body: string;
  readonly styles?: string;
  readonly type?: string;
  /** The inside of a header that the template has. */
  readonly header?: string;
}

/** A council's template, made of the parts that Word writes. */
export async function wordTemplate(parts: TemplateParts): Promise<Uint8Array> {
  const { body, styles = style('Normal', 'Normal'), type = PLAIN, header } = parts;
  const zip = new JSZip();
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const override = (part: string, kind: string): string =>
    `<Override PartName="/word/${part}.xml" ContentType="${kind}"/>`;
  zip.file(
    '[Content_Types].xml',
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      override('document', type) +
      override('styles', `${MAIN}.styles+xml`) +
      override('stylesWithEffects', 'application/vnd.ms-word.stylesWithEffects+xml') +
      (header === undefined ? '' : override('header1', `${MAIN}.header+xml`)) +
      '</Types>',
  );
  const relations = (inside: string): string =>
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
  zip.file(
    '_rels/.rels',
    relations(`<Relationship Id="rId1" Type="${R}/officeDocument" Target="word/document.xml"/>`),
  );
  zip.file(
    'word/_rels/document.xml.rels',
    relations(
      `<Relationship Id="rId1" Type="${R}/styles" Target="styles.xml"/>` +
        `<Relationship Id="rId9" Type="${R}/hyperlink" Target="https://example.org/" TargetMode="External"/>` +
        (header === undefined
          ? ''
          : `<Relationship Id="rId2" Type="${R}/header" Target="header1.xml"/>`),
    ),
  );
  zip.file(
    'word/document.xml',
    `${head}<w:document xmlns:w="${W}" xmlns:r="${R}" xmlns:w14="${W14}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"><w:body>${body}</w:body></w:document>`,
  );
  zip.file('word/styles.xml', `${head}<w:styles xmlns:w="${W}">${styles}</w:styles>`);
  if (header !== undefined) {
    zip.file(
      'word/header1.xml',
      `${head}<w:hdr xmlns:w="${W}" xmlns:r="${R}" xmlns:w14="${W14}">${header}</w:hdr>`,
    );
  }
  return zip.generateAsync({ type: 'uint8array' });
}

/** The last section of a template, with its header. */
export const HEADED = SECTION.replace(
  '<w:pgSz',
  '<w:headerReference w:type="default" r:id="rId2"/><w:pgSz',
);
