import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";

export const handler = async () => {
  const document = new PDFDocument();
  document.font("Helvetica").text("Hello");
  document.end();
  const pdf = await buffer(document);
  return { statusCode: 200, headers: { "Content-Type": "application/pdf" }, isBase64Encoded: true, body: pdf.toString("base64") };
};
