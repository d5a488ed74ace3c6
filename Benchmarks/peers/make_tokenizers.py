"""make_tokenizers.py FOLDER CAPTIONS: captions.json, and clip.json, wordpiece.json and unigram.json trained on captions alike.

The captions are invented: words of random syllables whose frequencies fall as words' do, with hashtags, numbers, names, accents and
emoji where people put them.
"""
import json, os, pathlib, random, sys

os.environ["TOKENIZERS_PARALLELISM"] = "true"
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

WORDS = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
draw = random.Random(1)
ONSETS = ["", "b", "br", "c", "ch", "d", "f", "fl", "g", "gr", "h", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v", "w", "é", "ö"]
CODAS = ["", "", "", "n", "r", "s", "t", "l", "m", "nd", "ng", "st"]
EMOJI = ["\U0001F600", "\u2764\uFE0F", "\U0001F44D", "\U0001F305", "\U0001F468\u200D\U0001F469\u200D\U0001F467", "\u2728"]


def invented(syllables):
    return "".join(draw.choice(ONSETS) + draw.choice("aeiou") + draw.choice(CODAS) for _ in range(syllables))


lexicon = list(dict.fromkeys(invented(draw.choice([1, 1, 2, 2, 2, 3, 3, 4])) for _ in range(60_000)))
weights = [1 / (rank + 2.7) for rank in range(len(lexicon))]


def captions(number):
    for _ in range(number):
        words = draw.choices(lexicon, weights, k=draw.randint(4, 24))
        words[0] = words[0].capitalize()
        for place in range(len(words)):
            dice = draw.random()
            if dice < .04:
                words[place] = words[place].capitalize()
            elif dice < .06:
                words[place] = str(draw.randint(1, 2030))
            elif dice < .12:
                words[place] += draw.choice([",", ".", "!", "...", "'s"])
        tail = [draw.choice(EMOJI)] if draw.random() < .3 else []
        tail += ["#" + draw.choice(lexicon[:3000]) for _ in range(draw.choice([0, 0, 1, 3]))]
        yield " ".join(words + tail)


def special(*names):
    return [AddedToken(name, special=True, normalized=False) for name in names]


def clip():
    tokenizer = Tokenizer(models.BPE(unk_token="<|endoftext|>", continuing_subword_prefix="", end_of_word_suffix="</w>"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(WORDS), "removed", invert=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=40_000, end_of_word_suffix="</w>", show_progress=False, special_tokens=special("<|startoftext|>", "<|endoftext|>"),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    yield tokenizer, trainer
    tokenizer.post_processor = processors.RobertaProcessing(("<|endoftext|>", 1), ("<|startoftext|>", 0), False, False)
    tokenizer.enable_truncation(77)
    tokenizer.enable_padding(length=77, pad_id=1, pad_token="<|endoftext|>")


def wordpiece():
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    yield tokenizer, trainers.WordPieceTrainer(
        vocab_size=30_000, show_progress=False, special_tokens=special("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"))
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.enable_truncation(128)


def unigram():
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    yield tokenizer, trainers.UnigramTrainer(
        vocab_size=16_000, show_progress=False, unk_token="<unk>", special_tokens=special("<pad>", "</s>", "<unk>"))
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])


training = list(captions(60_000))
for family in (clip, wordpiece, unigram):
    steps = family()
    tokenizer, trainer = next(steps)
    tokenizer.train_from_iterator(training, trainer)
    next(steps, None)
    tokenizer.save(str(folder / f"{family.__name__}.json"))
(folder / "captions.json").write_text(json.dumps(list(captions(count)), ensure_ascii=False))
