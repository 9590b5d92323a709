"""The words for yes, no, cancel, skip and back, as people type them. One list for forms and for values."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


YES = _words("""
    ya iya y yes yess ok oke okey okay oce okelah betul benar setuju boleh inggih nggih nggeh yo iyo iyes
    yoi yup yap yups yep bener bner bnr btul btl betull sip siap siip sipp sepakat cocok tentu pasti mau
    bersedia bisa monggo mangga silakan silahkan lanjut lanjutkan gas iyeh enggi engghi engghih
    enggih njih injih hooh heeh leres bender purun gelem sudah udah sdh udh punya ada sampun iyaa yaa yah
    okeh inggeh enggeh nggih iye iyah wis wes yowes yowis yawes yawis gaskeun gass siyap lanjutno ya'ah
    ngge ngih ho'oh yaudah yoweh iyalah yalah yakin sesuai jadi iyup jelas iyh iy
""") | {"ya sudah", "ya udah", "go on", "he eh", "ho oh", "tidak salah", "siap laksanakan"}
NOT = _words(
    "tidak tdk gak ga gk nggak enggak ngga engga ndak nda tak kagak belum blm bukan mboten boten ora ra "
    "jangan tdak tidk tida ngk nggk kurang krg dereng durung"
)
NOT_WHAT = _words("""
    mau setuju usah boleh betul benar bener cocok bersedia bisa punya ada sesuai yakin gelem purun
    lanjut perlu sudah pernah minat berminat dulu tepat pas leres bnr yakin
""")
NO = (
    _words("""
    ngk tida tidak tdk tdak tidk tidka gak ga gk g nggak enggak ngga engga ndak nda ndk gag tak kagak bukan
    bkn no n nope jangan jgn mboten boten ora ra ogah emoh moh wegah ojo enjek enjak bunten belum blm
    blum belom durung dereng salah enggk engak nggk nggak gamau gakmau gaada gada keliru dudu sanes
""")
    | {f"{no} {what}" for no in NOT for what in NOT_WHAT}
    | {f"{no}{what}" for no in NOT for what in NOT_WHAT}
    | _phrases("ada yang salah, ada yg salah, ada salah, ada yang keliru, ada yg keliru")
)
BACK = _words("kembali mundur back balik sebelumnya mbalik bali") | _phrases("""
    yang tadi, yg tadi, ke belakang, balik lagi, kembali lagi, yang sebelumnya, yg sebelumnya, ke
    sebelumnya, pertanyaan sebelumnya, ke pertanyaan sebelumnya, sing mau, balik dulu
""")
SKIP = _words(
    "lewati lewat skip nanti nanty nnti nti lewatin lewatkan ntar ntr entar mengko ngko mangke langkahi "
    "loncati lompati loncat lompat kosongkan kosongi dilewati diskip"
) | _phrases("""
    nanti saja, lewati dulu, nanti aja, nanti dulu, lewat dulu, lewati saja, lewati aja, lewat saja,
    lewat aja, skip dulu, skip aja, skip saja, ntar aja, ntar dulu, entar aja, lain kali, lain
    waktu, kapan kapan, mengko ae, mengko wae, isi nanti, diisi nanti, nanti diisi, nanti saya isi,
    nanti tak isi, saya isi nanti, besok aja, besok saja, mangke mawon, nanti nanti
""")
CANCEL = _words(
    "batal batalkan batalno batalke cancel stop berhenti batalin dibatalkan setop udahan sudahan urung "
    "wurung hentikan keluar"
) | _phrases("""
    udah dulu, sudah dulu, stop dulu, berhenti dulu, batal aja, batal saja, udahan dulu, sudahi
""")
NEVER_MIND = frozenset(f"{no} {go}" for no in NOT for go in ("jadi", "sido", "sios", "jd")) | {
    "gajadi",
    "gakjadi",
}
EITHER = _phrases("""
    gpp, gapapa, gakpapa, gak papa, ga papa, tidak apa, tidak apa apa, gak apa apa, ga apa apa,
    nggak apa apa, ndak apa apa, ora opo opo, ga masalah, gak masalah, tidak masalah, terserah,
    mungkin, bisa jadi, kayaknya, sepertinya, bingung, ragu, tidak tahu, gak tau, ga tau, gak tahu,
    nggak tau, ndak tau, entah, kurang tahu, kurang tau, belum tahu, belum tau, belum pasti, mboten
    nopo nopo, terserah aja, belum yakin, kadang kadang, kadang, yang mana, gimana ya
""")
"""What may be said for yes or for no."""
POLITE = _words("""
    bu ibu buk pak bapak bpk mas mbak mba mbk kak kakak bos boss gan min admin om tante cak ning
    neng bang dik dek sih deh lah kok dong kan mah toh to nih ni tuh loh lho aja saja ae wae mawon
    dulu dl terima kasih makasih suwun matur nuwun maaf tolong mohon saya aku kami kulo itu ini
    sekali banget bgt dong ya kalau begitu gitu tapi tetapi tp insyaallah pun memang emang emg nuwun sewu ah
    please thanks semua semuanya masih ini pertanyaan satu ke hehe haha wkwk
""")
