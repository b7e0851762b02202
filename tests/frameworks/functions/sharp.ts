import sharp from "sharp";

export const handler = async () => {
  const image = await sharp({ create: { width: 3, height: 2, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  const { width, height, format } = await sharp(image).metadata();
  return { statusCode: 200, body: JSON.stringify({ width, height, format }) };
};
