"""make_tower.py FOLDER clip|dinov2: the picture tower of CLIP ViT-B/32 or DINOv2 ViT-S/14, full size, random weights.

Writes FOLDER/torch, which transformers opens, and FOLDER/hub, the export of the same weights in the hub's layout in three
precisions: fp32, fp16 (the weights and all between them in half precision) and int8 (the weights of matrix products in a
byte, the activations measured at each run). They take the time of the real ones; what they see means nothing.
"""
import json, pathlib, shutil, sys, warnings
import onnx
import onnxruntime
import torch
from onnxconverter_common import float16
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection, Dinov2Config, Dinov2Model

SEED = 1
CLIP_PREPROCESSING = {
    "image_processor_type": "CLIPImageProcessor", "do_convert_rgb": True, "do_resize": True, "size": {"shortest_edge": 224},
    "resample": 3, "do_center_crop": True, "crop_size": {"height": 224, "width": 224}, "do_rescale": True,
    "rescale_factor": 1 / 255, "do_normalize": True, "image_mean": [.48145466, .4578275, .40821073],
    "image_std": [.26862954, .26130258, .27577711]}
DINOV2_PREPROCESSING = {
    **CLIP_PREPROCESSING, "image_processor_type": "BitImageProcessor", "size": {"shortest_edge": 256},
    "image_mean": [.485, .456, .406], "image_std": [.229, .224, .225]}


def clip():
    config = CLIPVisionConfig(patch_size=32, projection_dim=512)
    return CLIPVisionModelWithProjection(config), "vision_model", "image_embeds", CLIP_PREPROCESSING


def dinov2():
    config = Dinov2Config(hidden_size=384, num_attention_heads=6, num_hidden_layers=12, patch_size=14, image_size=518)
    return Dinov2Model(config), "model", "last_hidden_state", DINOV2_PREPROCESSING


def scatter(model):
    """Weights with which different pictures come out clearly different; the usual ones leave them at their biases."""
    generator = torch.Generator().manual_seed(SEED)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            drawn = torch.randn(parameter.shape, generator=generator)
            if parameter.dim() == 4:  # filters of pixels, blind to brightness
                drawn = (drawn - drawn.mean(dim=(2, 3), keepdim=True)) * (2 / parameter[0].numel()) ** .5
            elif "embed" in name or "token" in name:
                drawn *= .5
            elif parameter.dim() == 2:
                drawn *= parameter.shape[1] ** -.5
            elif name.endswith("weight") or "lambda" in name:
                drawn = 1 + .1 * drawn
            else:
                drawn *= .1
            parameter.copy_(drawn)


class Reading(torch.nn.Module):
    """The model as a function from pixels to one output."""

    def __init__(self, model, output):
        super().__init__()
        self.model, self.output = model, output

    def forward(self, pixels):
        return self.model(pixel_values=pixels)[self.output]


def export(model, output, path):
    path.parent.mkdir(parents=True)
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Reading(model, output), (torch.zeros(2, 3, 224, 224),), str(path), input_names=["pixel_values"],
            output_names=[output], dynamic_axes={"pixel_values": {0: "batch_size"}, output: {0: "batch_size"}},
            opset_version=17, dynamo=False)
    onnx.checker.check_model(str(path))


def fold(path, out):
    """Computes what does not depend on the pixels, such as DINOv2's resized positions, as a session does when it opens."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(out)
    onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def halve(path, out):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of each weight that is too small for half precision
        onnx.save(float16.convert_float_to_float16(onnx.load(path)), out)


def main():
    folder, name = pathlib.Path(sys.argv[1]), sys.argv[2]
    torch.manual_seed(SEED)
    model, component, output, preprocessing = {"clip": clip, "dinov2": dinov2}[name]()
    scatter(model.eval())
    model.save_pretrained(folder / "torch")
    (folder / "torch/preprocessor_config.json").write_text(json.dumps(preprocessing))
    hub = folder / "hub"
    full = hub / f"onnx/{component}.onnx"
    export(model, output, full)
    for file in ("config.json", "preprocessor_config.json"):
        shutil.copy(folder / "torch" / file, hub)
    folded = folder / "folded.onnx"
    fold(full, folded)
    halve(folded, full.with_name(f"{component}_fp16.onnx"))
    quantize_dynamic(
        folded, full.with_name(f"{component}_int8.onnx"), weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"])
    folded.unlink()


main()
