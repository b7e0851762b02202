// Programs after public reports, each an API of its own: what others write, as they write it.
import "./alias";
import "./captured";
import "./config";
import "./elsewhere";
import "./files";
import "./looked-up";
import "./made-in-apply";
import "./missing";
import "./other-region";
import "./stage-variable";
import "./triggers";
import "./yaml-body";
