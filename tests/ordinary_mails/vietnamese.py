"""Good mails in Vietnamese: a marketplace, a fashion shop with cash on delivery, an electronics chain, a help desk."""

# ruff: noqa: E501 – a line of a mail is as long as it was written
from __future__ import annotations

from ordinary_mails.writing import Story, Written, after

_SAO_VIET_FOOTER = """---
Công ty TNHH Sao Việt – Giấy CNĐKDN số 0301234567 do Sở KH&ĐT TP.HCM cấp
Địa chỉ: Tầng 12, 58 Nguyễn Thị Minh Khai, Phường Võ Thị Sáu, Quận 3, TP. Hồ Chí Minh
Hotline: 1900 6035 (8h–21h, cả thứ 7 và Chủ nhật)
[Điều khoản mua bán](https://saoviet.example/dieu-khoan) | [Chính sách đổi trả](https://saoviet.example/doi-tra) | [Trung tâm hỗ trợ](https://saoviet.example/ho-tro)"""

_SAO_VIET = "Sao Việt <donhang@saoviet.example>"

MARKETPLACE = Story(
    id="vi-marketplace",
    locale="vi-VN",
    shop="Sao Việt",
    domain="saoviet.example",
    customer="Trần Minh Châu",
    number="260303VN8K2M",
    total="452.000 ₫",
    page="Phương thức thanh toán: Thanh toán khi nhận hàng (COD)",
    partners=("giaonhanh.example",),
    mails=(
        Written(
            "order_confirmation",
            _SAO_VIET,
            "Đơn hàng #260303VN8K2M đã được xác nhận",
            f"""^ Cảm ơn bạn Châu đã mua sắm. Dự kiến giao 06/03 – 08/03.
# Cảm ơn bạn đã đặt hàng tại Sao Việt!
Xin chào Châu,
Đơn hàng #260303VN8K2M của bạn đã được xác nhận. Chúng tôi sẽ thông báo cho bạn ngay khi người bán gửi hàng.
Mã đơn hàng: 260303VN8K2M
Ngày đặt hàng: 03/03/2026 10:00
| Sản phẩm | Thành tiền
| Bình giữ nhiệt 500 ml, xanh rêu × 1 | 289.000 ₫
| Túi vải canvas × 2 | 158.000 ₫
| Phí vận chuyển | 25.000 ₫
| Mã giảm giá SAO20 | -20.000 ₫
| Tổng thanh toán (đã bao gồm VAT) | 452.000 ₫
Phương thức thanh toán: Thanh toán khi nhận hàng (COD)
Địa chỉ nhận hàng: Trần Minh Châu, 0903 555 018, 27 Lê Văn Sỹ, Phường 13, Quận 3, TP. Hồ Chí Minh
Thời gian giao hàng dự kiến: 06/03/2026 – 08/03/2026
> [Xem đơn hàng](https://saoviet.example/don-hang/7d1f0b9a5c2e4f6a8b3d)
Bạn có thể đổi trả sản phẩm trong vòng 7 ngày kể từ khi nhận hàng.
{_SAO_VIET_FOOTER}""",
            system="mjml",
            pixel="https://mail.saoviet.example/wf/open?upn=u001.4kTqz9WbX2nLrA7cV0eYhJ3mQs",
        ),
        Written(
            "shipping_notice",
            _SAO_VIET,
            "Đơn hàng #260303VN8K2M đang được giao",
            f"""^ Đơn vị vận chuyển Giao Nhanh đã nhận hàng.
# Đơn hàng của bạn đang trên đường đến
Xin chào Châu,
Người bán đã bàn giao đơn hàng 260303VN8K2M cho đơn vị vận chuyển Giao Nhanh.
Mã vận đơn: GNVN2603118845
Dự kiến giao: 06/03/2026 – 08/03/2026
Vui lòng chuẩn bị 452.000 ₫ tiền mặt khi nhận hàng.
> [Theo dõi đơn hàng](https://giaonhanh.example/tra-cuu/GNVN2603118845)
{_SAO_VIET_FOOTER}""",
            after=after(days=1, hours=4),
            system="mjml",
        ),
        Written(
            "carrier_notice",
            "Giao Nhanh <thongbao@giaonhanh.example>",
            "Hôm nay giao đơn hàng GNVN2603118845 từ Sao Việt",
            """^ Shipper sẽ gọi cho bạn trước khi giao.
Chào bạn Trần Minh Châu,
Đơn hàng GNVN2603118845 do Sao Việt gửi sẽ được giao đến bạn hôm nay, từ 13:00 đến 17:00.
Số tiền thu hộ (COD): 452.000 ₫
Nhân viên giao hàng sẽ gọi cho bạn trước khi đến. Nếu bạn không có ở nhà, bạn có thể hẹn lại ngày giao.
> [Đổi ngày giao](https://giaonhanh.example/hen-lai/GNVN2603118845)
---
Giao Nhanh – Tổng đài hỗ trợ khách hàng: 1900 6099""",
            after=after(days=3, hours=0),
            system="shopware",
        ),
        Written(
            "delivered",
            _SAO_VIET,
            "Giao hàng thành công: đơn hàng #260303VN8K2M",
            f"""^ Bạn có hài lòng với sản phẩm không?
# Đơn hàng đã được giao thành công
Xin chào Châu,
Đơn hàng #260303VN8K2M đã được giao lúc 14:32 ngày 06/03/2026. Bạn đã thanh toán 452.000 ₫ cho nhân viên giao hàng.
Nếu sản phẩm có vấn đề, bạn hãy gửi yêu cầu trả hàng trong vòng 7 ngày.
> [Yêu cầu trả hàng](https://saoviet.example/tra-hang/7d1f0b9a5c2e4f6a8b3d)
{_SAO_VIET_FOOTER}""",
            after=after(days=3, hours=4, minutes=35),
            system="mjml",
        ),
    ),
)

_LA_FOOTER = """---
Thời trang Lá – Công ty Cổ phần Lá Xanh, MST 0109876543
18 Hàng Gai, Phường Hàng Gai, Quận Hoàn Kiếm, Hà Nội
Điện thoại: 024 3825 0018 · Email: [cskh@la.example](mailto:cskh@la.example)"""

COD = Story(
    id="vi-cod", locale="vi-VN", shop="Thời trang Lá", domain="la.example", customer="Phạm Thu Hà", number="LA-58213", total="1.190.000 đ",
    mails=(
        Written("order_confirmation", "Thời trang Lá <shop@la.example>", "[Thời trang Lá] Xác nhận đơn hàng LA-58213", f"""# Cảm ơn chị đã đặt hàng
Kính gửi chị Phạm Thu Hà,
Cửa hàng đã nhận được đơn hàng LA-58213 của chị và đang xử lý. Thông tin chi tiết như sau:
| Sản phẩm | Số lượng | Giá
| Váy linen cổ vuông – size M | 1 | 690.000 đ
| Áo sơ mi lụa – size S | 1 | 470.000 đ
| Tạm tính: | | 1.160.000 đ
| Phí giao hàng: | | 30.000 đ
| Phương thức thanh toán: | | Trả tiền mặt khi nhận hàng
| Tổng cộng: | | 1.190.000 đ
Địa chỉ giao hàng: Phạm Thu Hà, 45 Trần Duy Hưng, Cầu Giấy, Hà Nội, 0912 000 345
Chị được đổi size miễn phí trong 15 ngày và trả hàng trong 7 ngày. Xem [chính sách đổi trả](https://la.example/chinh-sach-doi-tra) và [điều khoản bán hàng](https://la.example/dieu-khoan).
Nếu cần thay đổi đơn hàng, chị vui lòng gọi 024 3825 0018.
{_LA_FOOTER}""", system="woocommerce"),
        Written("order_changed", "Thời trang Lá <shop@la.example>", "[Thời trang Lá] Đơn hàng LA-58213 đã được cập nhật", f"""# Đơn hàng đã được cập nhật
Kính gửi chị Phạm Thu Hà,
Theo yêu cầu của chị, cửa hàng đã đổi váy linen từ size M sang size L. Tổng tiền không thay đổi: 1.190.000 đ.
Nếu có gì chưa đúng, chị vui lòng trả lời email này.
{_LA_FOOTER}""", after=after(hours=2), system="woocommerce"),
        Written("shipping_notice", "Thời trang Lá <shop@la.example>", "[Thời trang Lá] Đơn hàng LA-58213 đã gửi đi", f"""# Đơn hàng của chị đã gửi đi
Kính gửi chị Phạm Thu Hà,
Đơn hàng LA-58213 đã được gửi qua Viettel Post, mã vận đơn VTP8842201937. Chị sẽ nhận được hàng sau 2–3 ngày làm việc.
Số tiền cần thanh toán khi nhận hàng: 1.190.000 đ
> [Theo dõi kiện hàng](https://la.example/van-don/VTP8842201937)
{_LA_FOOTER}""", after=after(days=1), system="woocommerce"),
    ),
)  # fmt: skip

_DIEN_MAY = "Điện máy Ánh Dương <no-reply@anhduong.example>"
_DIEN_MAY_FOOTER = """---
Đây là email tự động, quý khách vui lòng không trả lời email này.
Cần hỗ trợ? Gọi 1800 6601 (miễn phí, 7:30–22:00) hoặc gửi email đến [hotro@anhduong.example](mailto:hotro@anhduong.example).
© 2026 Công ty Cổ phần Ánh Dương. 222 Xa lộ Hà Nội, TP. Thủ Đức, TP. Hồ Chí Minh. MSDN: 0304445556."""

PICK_UP = Story(
    id="vi-pick-up",
    locale="vi-VN",
    shop="Điện máy Ánh Dương",
    domain="anhduong.example",
    customer="Lê Quốc Bảo",
    number="AD20260303-771",
    total="5.490.000₫",
    mails=(
        Written(
            "order_confirmation",
            _DIEN_MAY,
            "Xác nhận đơn hàng AD20260303-771 – nhận tại siêu thị",
            f"""^ Quý khách nhận hàng tại 222 Xa lộ Hà Nội từ 16:00 hôm nay.
# Đặt hàng thành công
Kính chào anh Lê Quốc Bảo,
Cảm ơn anh đã mua hàng tại Điện máy Ánh Dương. Đơn hàng AD20260303-771 đã được ghi nhận.
| Nồi chiên không dầu Aroma 6,5 lít | 2.990.000₫
| Máy xay sinh tố Mixi 800W | 2.500.000₫
| Phí giao hàng (nhận tại siêu thị) | Miễn phí
| Tổng tiền | 5.490.000₫
| Đã thanh toán (thẻ •••• 4821) | 5.490.000₫
Giá đã bao gồm thuế GTGT. Hoá đơn điện tử sẽ được gửi sau khi anh nhận hàng.
Nơi nhận: 222 Xa lộ Hà Nội, TP. Thủ Đức. Khi đến nhận, anh vui lòng mang theo CCCD và mã đơn hàng.
> [Xem chi tiết đơn hàng](https://anhduong.example/lich-su-mua-hang)
Chính sách bảo hành 24 tháng, đổi trả trong 30 ngày: [xem tại website](https://anhduong.example/doi-tra). [Điều khoản sử dụng](https://anhduong.example/dieu-khoan).
{_DIEN_MAY_FOOTER}""",
            system="magento",
        ),
        Written(
            "ready_to_collect",
            _DIEN_MAY,
            "Đơn hàng AD20260303-771 đã sẵn sàng để nhận",
            f"""^ Giữ hàng đến hết ngày 06/03/2026.
# Mời anh đến nhận hàng
Kính chào anh Lê Quốc Bảo,
Sản phẩm của đơn hàng AD20260303-771 đã có sẵn tại siêu thị 222 Xa lộ Hà Nội. Chúng tôi giữ hàng cho anh đến hết ngày 06/03/2026.
Mã nhận hàng: 4471
> [Xem bản đồ](https://anhduong.example/sieu-thi/xa-lo-ha-noi)
{_DIEN_MAY_FOOTER}""",
            after=after(hours=5),
            system="magento",
        ),
        Written(
            "invoice",
            "Điện máy Ánh Dương <hoadon@anhduong.example>",
            "Hoá đơn điện tử cho đơn hàng AD20260303-771",
            f"""Kính gửi quý khách Lê Quốc Bảo,
Công ty Cổ phần Ánh Dương trân trọng gửi đến quý khách hoá đơn điện tử của đơn hàng AD20260303-771.
Ký hiệu: 1C26TAD
Số hoá đơn: 00012877
Ngày hoá đơn: 03/03/2026
Tổng tiền thanh toán: 5.490.000 đồng
Mã tra cứu: X7K2P9QD
> [Tra cứu hoá đơn](https://hoadon.anhduong.example/tra-cuu)
Quý khách có thắc mắc xin gọi 1800 6601.
Trân trọng,
Phòng Kế toán – Công ty Cổ phần Ánh Dương
{_DIEN_MAY_FOOTER}""",
            after=after(hours=7),
            system="magento",
            files=("HoaDon_00012877.pdf",),
        ),
        Written(
            "survey",
            _DIEN_MAY,
            "Anh/chị đánh giá thế nào về lần mua sắm vừa rồi?",
            f"""^ Chỉ mất 1 phút của quý khách.
# Ý kiến của quý khách rất quan trọng
Kính chào anh Lê Quốc Bảo,
Anh hài lòng thế nào với lần mua hàng ngày 03/03 tại Điện máy Ánh Dương? Khảo sát có 3 câu hỏi, mất khoảng 1 phút.
> [Đánh giá ngay](https://anhduong.example/khao-sat/b71c)
{_DIEN_MAY_FOOTER}""",
            after=after(days=3, hours=7),
            system="magento",
            purpose="survey",
        ),
    ),
)

HELP = Story(
    id="vi-help", locale="vi-VN", shop="Hương Trà", domain="huongtra.example", customer="Ngô Bảo Anh",
    mails=(
        Written("acknowledgement", "Hương Trà <cskh@huongtra.example>", "[HT-20418] Chúng tôi đã nhận được yêu cầu của bạn", """Chào bạn Bảo Anh,
Cảm ơn bạn đã liên hệ với Hương Trà. Chúng tôi đã nhận được câu hỏi của bạn và sẽ trả lời trong vòng 24 giờ làm việc.
Mã yêu cầu của bạn: HT-20418
Để bổ sung thông tin, bạn chỉ cần trả lời email này.
Thân mến,
Bộ phận Chăm sóc khách hàng Hương Trà
---
Hương Trà · 9 Phan Chu Trinh, Đà Lạt · 0263 382 5519""", system="zendesk", reply="automatic", headers={"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}),
        Written("answer", "Mai từ Hương Trà <cskh@huongtra.example>", "Re: [HT-20418] Trà ô long pha bằng nước bao nhiêu độ?", """Chào bạn Bảo Anh,
Trà ô long của Hương Trà ngon nhất khi pha với nước 90–95 độ, khoảng 5 g trà cho 150 ml nước, hãm 40 giây cho lần đầu. Những lần sau bạn tăng thêm 10 giây nhé.
Bạn nên tráng ấm bằng nước sôi trước để giữ nhiệt. Nếu thích vị đậm hơn, bạn cho thêm trà chứ đừng ngâm lâu, vì trà sẽ chát.
Bạn cần gì thêm cứ trả lời email này nhé.
Thân mến,
Nguyễn Thị Mai
Chăm sóc khách hàng – Hương Trà""", after=after(hours=3), system="zendesk", reply="human"),
        Written("survey", "Hương Trà <cskh@huongtra.example>", "Câu trả lời của Mai có giúp được bạn không?", """Chào bạn Bảo Anh,
Yêu cầu HT-20418 của bạn đã được giải quyết. Bạn hài lòng với câu trả lời của chúng tôi không?
> [Tôi hài lòng](https://huongtra.example/danh-gia/20418?diem=tot)
> [Tôi chưa hài lòng](https://huongtra.example/danh-gia/20418?diem=chua)
---
Hương Trà · 9 Phan Chu Trinh, Đà Lạt · 0263 382 5519""", after=after(days=1, hours=4), system="zendesk", purpose="survey"),
        Written("newsletter", "Hương Trà <tin@huongtra.example>", "Trà xuân 2026 đã về: ưu đãi 15% đến hết Chủ nhật", """^ Những búp trà đầu tiên của mùa xuân, hái ở độ cao 1.500 m.
# Trà xuân đã về
Bảo Anh thân mến,
Những búp trà đầu tiên của năm nay đã được sao xong. Từ nay đến hết ngày 08/03/2026, bạn được giảm 15% cho mọi loại trà xuân với mã XUAN15.
![Đồi trà Cầu Đất buổi sớm](https://img.huongtra.example/xuan-2026/doi-tra.jpg)
| Ô long Cầu Đất 100 g | 185.000 ₫
| Trà xanh Tân Cương 100 g | 150.000 ₫
> [Xem trà xuân](https://track.huongtra.example/c/9f2ka8/xuan)
---
Bạn nhận được email này vì đã đăng ký nhận tin từ Hương Trà. [Huỷ đăng ký](https://track.huongtra.example/u/9f2ka8)
Hương Trà, 9 Phan Chu Trinh, Đà Lạt, Lâm Đồng""", after=after(days=3, hours=7), system="mjml", purpose="marketing",
            headers={"List-Unsubscribe": "<https://track.huongtra.example/u/9f2ka8>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Precedence": "bulk"},
            pixel="https://track.huongtra.example/o/9f2ka8c01b7733d24e6f.gif"),
    ),
    trackers=("track.huongtra.example",),
)  # fmt: skip

REFUND = Story(
    id="vi-refund", locale="vi-VN", shop="Sao Việt", domain="saoviet.example", customer="Đỗ Hải Yến", number="260303VN9P4T", total="329.000 ₫",
    mails=(
        Written("order_confirmation", _SAO_VIET, "Đơn hàng #260303VN9P4T đã được xác nhận", f"""^ Dự kiến giao từ ngày 06/03 đến ngày 09/03.
# Cảm ơn bạn đã đặt hàng tại Sao Việt!
Xin chào Yến,
Đơn hàng của bạn đã được thanh toán qua ví điện tử và đang được người bán chuẩn bị.
Mã đơn hàng: 260303VN9P4T
| Đèn ngủ gỗ thông × 1 | 329.000 ₫
| Phí vận chuyển | 0 ₫
| Tổng thanh toán | 329.000 ₫
Thời gian giao hàng dự kiến: 06/03/2026 – 09/03/2026
> [Xem đơn hàng](https://saoviet.example/don-hang/1b9e7d3f5a2c4e6f8091)
{_SAO_VIET_FOOTER}""", system="mjml"),
        Written("order_cancelled", _SAO_VIET, "Đơn hàng #260303VN9P4T đã được huỷ", f"""^ Số tiền 329.000 ₫ sẽ được hoàn lại vào ví của bạn.
# Đơn hàng đã được huỷ theo yêu cầu của bạn
Xin chào Yến,
Chúng tôi đã huỷ đơn hàng #260303VN9P4T. Số tiền 329.000 ₫ sẽ được hoàn vào ví điện tử của bạn trong vòng 24 giờ.
> [Xem chi tiết](https://saoviet.example/don-hang/1b9e7d3f5a2c4e6f8091)
{_SAO_VIET_FOOTER}""", after=after(hours=1), system="mjml"),
        Written("refund", _SAO_VIET, "Hoàn tiền thành công cho đơn hàng #260303VN9P4T", f"""^ 329.000 ₫ đã về ví của bạn.
# Đã hoàn tiền
Xin chào Yến,
Số tiền hoàn: 329.000 ₫ cho đơn hàng #260303VN9P4T đã được chuyển vào ví điện tử của bạn ngày 03/03/2026.
Nếu bạn chưa nhận được, vui lòng liên hệ hotline 1900 6035.
{_SAO_VIET_FOOTER}""", after=after(hours=6), system="mjml"),
    ),
)  # fmt: skip

STORIES = (MARKETPLACE, COD, PICK_UP, HELP, REFUND)
