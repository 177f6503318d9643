import { createHash } from 'node:crypto';
import {
  ParseSpeeds,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
} from '@cantoo/pdf-lib';

/** Declares the PDF/UA property to PDF/A: it goes into the extension bag that is already there, a second bag is not valid. */
const extensionSchema = `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>`;

const identified = (xmp: string): string => {
  const withSchema = xmp.replace(/<pdfaExtension:schemas>\s*<rdf:Bag>/, (bag) => bag + extensionSchema);
  const withPart = withSchema.replace(
    /<rdf:Description rdf:about=""([^>]*)>/,
    (_, rest: string) =>
      `<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"${rest}><pdfuaid:part>1</pdfuaid:part>`,
  );
  if (withSchema === xmp || withPart === withSchema)
    throw new Error('Typst’s XMP metadata is not as expected');
  return withPart;
};

/**
 * Makes Typst's PDF/A-2a also say that it is PDF/UA-1, and show its title in the window.
 * Deterministic: the file's identifier is a hash of its content, and no date of the moment gets in.
 */
export const identifyAsPdfUa = async (pdf: Uint8Array): Promise<Buffer> => {
  const document = await PDFDocument.load(pdf, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
  const { catalog, context } = document;
  const metadata = context.lookup(catalog.get(PDFName.of('Metadata')));
  if (!(metadata instanceof PDFRawStream)) throw new Error('Typst wrote no XMP metadata');
  const xmp = Buffer.from(identified(Buffer.from(metadata.contents).toString('utf8')));
  const stream = PDFRawStream.of(context.obj({ Type: 'Metadata', Subtype: 'XML', Length: xmp.length }), xmp);
  catalog.set(PDFName.of('Metadata'), context.register(stream));
  const preferences = catalog.lookupMaybe(PDFName.of('ViewerPreferences'), PDFDict) ?? context.obj({});
  preferences.set(PDFName.of('DisplayDocTitle'), PDFBool.True);
  catalog.set(PDFName.of('ViewerPreferences'), preferences);
  const id = PDFHexString.of(createHash('sha256').update(pdf).digest('hex').slice(0, 32).toUpperCase());
  context.trailerInfo.ID = context.obj([id, id]);
  return Buffer.from(
    await document.save({
      objectsPerTick: Number.POSITIVE_INFINITY,
      useObjectStreams: false,
      updateFieldAppearances: false,
      addDefaultPage: false,
    }),
  );
};
