import { TemplateError } from "./template-error";

/**
 * Steps of one rendering: an evaluated node, a visited element, sixteen characters of text. A second of work or so: two loops of a
 * thousand, one within the other, pass.
 */
const STEPS = 15_000_000;
/** The payload quota, in characters (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html). */
const CHARACTERS = 10_485_760;

/** Counts the work of one rendering, so that no template runs on for ever or fills the memory. */
export class Meter {
  private left: number;

  /** @param steps - that there are */
  constructor(steps = STEPS) {
    this.left = steps;
  }

  /** Whether there were too few steps. */
  get isUsedUp(): boolean {
    return this.left < 0;
  }

  /** @throws TemplateError when the rendering has used up its steps. */
  charge(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new TemplateError("The template takes too many steps");
  }

  /** Charges for a text, and gives it back. @throws TemplateError when it is longer than a payload may be. */
  text(text: string): string {
    if (text.length > CHARACTERS) throw new TemplateError(`A text of the template is longer than ${CHARACTERS} characters`);
    this.charge(1 + (text.length >> 4));
    return text;
  }
}

/** Gathers a rendered text. */
export class Output {
  text = "";

  constructor(private readonly meter: Meter) {}

  /** @throws TemplateError when the text grows longer than a payload may be. */
  write(text: string): void {
    this.meter.text(text);
    this.text += text;
    if (this.text.length > CHARACTERS) throw new TemplateError(`The rendered text is longer than ${CHARACTERS} characters`);
  }
}
