"""make_clip_shaped.py FOLDER: a vision tower of the shape of CLIP ViT-B/32, with random weights.

The same layers, sizes and operations as the export of openai/clip-vit-base-patch32 (87.8 million parameters, fp32), so
that it takes the same time; its embeddings mean nothing. Radford et al. 2021, arXiv:2103.00020.
"""
import json, pathlib, sys
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

WIDTH, LAYERS, HEADS, PATCH, SIDE, OUTPUT = 768, 12, 12, 32, 224, 512
TOKENS = (SIDE // PATCH) ** 2 + 1
PREPROCESSING = {
    "do_resize": True, "size": {"shortest_edge": SIDE}, "resample": 3, "do_center_crop": True,
    "crop_size": {"height": SIDE, "width": SIDE}, "do_rescale": True, "rescale_factor": 1 / 255, "do_normalize": True,
    "image_mean": [.48145466, .4578275, .40821073], "image_std": [.26862954, .26130258, .27577711]}


class Tower:
    """Nodes and weights of a graph, in the order in which they are added."""

    def __init__(self):
        self.rng = np.random.default_rng(1)
        self.nodes, self.weights, self.names = [], [], 0

    def constant(self, value):
        return self._keep(np.asarray(value))

    def random(self, *shape, scale):
        return self._keep(self.rng.normal(0, scale, shape).astype(np.float32))

    def _keep(self, array):
        name = f"weight_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(array, name))
        return name

    def add(self, operation, *inputs, output=None, **attributes):
        self.names += 1
        output = output or f"value_{self.names}"
        self.nodes.append(helper.make_node(operation, list(inputs), [output], **attributes))
        return output

    def linear(self, value, inputs, outputs):
        product = self.add("MatMul", value, self.random(inputs, outputs, scale=inputs ** -.5))
        return self.add("Add", product, self.random(outputs, scale=.01))

    def norm(self, value):
        scale, shift = self._keep(np.ones(WIDTH, np.float32)), self._keep(np.zeros(WIDTH, np.float32))
        return self.add("LayerNormalization", value, scale, shift, axis=-1, epsilon=1e-5)

    def attention(self, value):
        split = self.constant(np.array([0, TOKENS, HEADS, WIDTH // HEADS], np.int64))
        query, key, values = (self.add("Reshape", self.linear(value, WIDTH, WIDTH), split) for _ in range(3))
        query = self.add("Mul", self.add("Transpose", query, perm=[0, 2, 1, 3]),
                         self.constant(np.float32((WIDTH // HEADS) ** -.5)))
        weights = self.add("Softmax", self.add("MatMul", query, self.add("Transpose", key, perm=[0, 2, 3, 1])), axis=-1)
        mixed = self.add("MatMul", weights, self.add("Transpose", values, perm=[0, 2, 1, 3]))
        joined = self.add("Reshape", self.add("Transpose", mixed, perm=[0, 2, 1, 3]),
                          self.constant(np.array([0, TOKENS, WIDTH], np.int64)))
        return self.linear(joined, WIDTH, WIDTH)

    def perceptron(self, value):
        hidden = self.linear(value, WIDTH, 4 * WIDTH)
        gate = self.add("Sigmoid", self.add("Mul", hidden, self.constant(np.float32(1.702))))
        return self.linear(self.add("Mul", hidden, gate), 4 * WIDTH, WIDTH)


def main():
    folder = pathlib.Path(sys.argv[1])
    tower = Tower()
    patches = tower.add("Conv", "pixel_values", tower.random(WIDTH, 3, PATCH, PATCH, scale=.02),
                        kernel_shape=[PATCH, PATCH], strides=[PATCH, PATCH])
    patches = tower.add("Reshape", patches, tower.constant(np.array([0, WIDTH, TOKENS - 1], np.int64)))
    patches = tower.add("Transpose", patches, perm=[0, 2, 1])
    count = tower.add("Slice", tower.add("Shape", "pixel_values"), *(
        tower.constant(np.array([value], np.int64)) for value in (0, 1)))
    shape = tower.add("Concat", count, tower.constant(np.array([1, WIDTH], np.int64)), axis=0)
    first = tower.add("Expand", tower.random(1, 1, WIDTH, scale=.02), shape)
    value = tower.add("Concat", first, patches, axis=1)
    value = tower.norm(tower.add("Add", value, tower.random(1, TOKENS, WIDTH, scale=.02)))
    for _ in range(LAYERS):
        value = tower.add("Add", value, tower.attention(tower.norm(value)))
        value = tower.add("Add", value, tower.perceptron(tower.norm(value)))
    value = tower.norm(tower.add("Gather", value, tower.constant(np.int64(0)), axis=1))
    tower.add("MatMul", value, tower.random(WIDTH, OUTPUT, scale=WIDTH ** -.5), output="image_embeds")

    graph = helper.make_graph(
        tower.nodes, "vision_model",
        [helper.make_tensor_value_info("pixel_values", TensorProto.FLOAT, ["batch", 3, SIDE, SIDE])],
        [helper.make_tensor_value_info("image_embeds", TensorProto.FLOAT, ["batch", OUTPUT])], tower.weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    (folder / "onnx").mkdir()
    onnx.save(model, folder / "onnx/vision_model.onnx")
    (folder / "config.json").write_text(json.dumps({"model_type": "clip_vision_model", "projection_dim": OUTPUT}))
    (folder / "preprocessor_config.json").write_text(json.dumps(PREPROCESSING))


main()
